package io.secureconnect.core.ike.v1.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures over a bare hash: RFC 2409 §5.1 for RSA, RFC 4754 for ECDSA. */
class BareSignaturesTest {
    private static final Map<String, KeyPair> KEYS = new TreeMap<>();
    private static final byte[] HASH = new byte[32];

    private final IsakmpCrypto crypto = new StandardIsakmpCrypto();

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        Arrays.fill(HASH, (byte) 0x5a);
        for (int bits : new int[] {1024, 2048, 3072}) {
            KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
            rsa.initialize(bits);
            KEYS.put("rsa" + bits, rsa.generateKeyPair());
        }
        for (String curve : new String[] {"secp256r1", "secp384r1", "secp521r1"}) {
            KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
            ec.initialize(new ECGenParameterSpec(curve));
            KEYS.put(curve, ec.generateKeyPair());
        }
        KEYS.put("ed25519", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    }

    @ParameterizedTest
    @CsvSource({"rsa2048, 20", "rsa2048, 32", "rsa2048, 64", "rsa3072, 48"})
    void an_rsa_signature_holds_the_hash_and_nothing_else(String name, int octets) throws Exception {
        byte[] hash = Arrays.copyOf(HASH, octets);
        byte[] signature = sign(name, hash);
        assertThat(crypto.verify(KEYS.get(name).getPublic(), hash, signature)).isTrue();
        Cipher judge = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        judge.init(Cipher.DECRYPT_MODE, KEYS.get(name).getPublic());
        assertThat(judge.doFinal(signature)).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, 20, 64",
        "secp256r1, 32, 64",
        "secp256r1, 64, 64",
        "secp384r1, 32, 96",
        "secp384r1, 48, 96",
        "secp521r1, 32, 132",
        "secp521r1, 64, 132"
    })
    void an_ecdsa_signature_is_r_and_s_of_fixed_length(String curve, int octets, int length) throws Exception {
        byte[] hash = Arrays.copyOf(HASH, octets);
        KeyPair pair = KEYS.get(curve);
        for (int round = 0; round < 20; round++) { // lengths of r and s differ
            hash[0] = (byte) round;
            byte[] signature = sign(curve, hash);
            assertThat(signature).hasSize(length);
            assertThat(crypto.verify(pair.getPublic(), hash, signature)).isTrue();
            Signature judge = Signature.getInstance("NONEwithECDSAinP1363Format");
            judge.initVerify(pair.getPublic());
            judge.update(hash);
            assertThat(judge.verify(signature)).isTrue();
            judge.initSign(pair.getPrivate());
            judge.update(hash);
            assertThat(crypto.verify(pair.getPublic(), hash, judge.sign())).isTrue();
        }
    }

    /** RFC 4754 §8: the signatures over "abc", in the order private key, r | s. */
    @ParameterizedTest
    @CsvSource({
        "secp256r1, SHA-256, dc51d3866a15bacde33d96f992fca99da7e6ef0934e7097559c27f1614c88a7f,"
                + " cb28e0999b9c7715fd0a80d8e47a77079716cbbf917dd72e97566ea1c066957c"
                + "86fa3bb4e26cad5bf90b7f81899256ce7594bb1ea0c89212748bff3b3d5b0315",
        "secp384r1, SHA-384,"
                + " 0beb646634ba87735d77ae4809a0ebea865535de4c1e1dcb692e84708e81a5af62e528c38b2a81b35309668d73524d9f,"
                + " fb017b914e29149432d8bac29a514640b46f53ddab2c69948084e2930f1c8f7e08e07c9c63f2d21a07dcb56a6af56eb3"
                + "b263a1305e057f984d38726a1b46874109f417bca112674c528262a40a629af1cbb9f516ce0fa7d2ff630863a00e8b9f",
        "secp521r1, SHA-512, 0065fda3409451dcab0a0ead45495112a3d813c17bfd34bdf8c1209d7df5849120597779060a7ff9d704adf78b57"
                + "0ffad6f062e95c7e0c5d5481c5b153b48b375fa1,"
                + " 0154fd3836af92d0dca57dd5341d3053988534fde8318fc6aaaab68e2e6f4339b19f2f281a7e0b22c269d93cf8794a9278880ed7"
                + "dbb8d9362caeacee544320552251017705a7030290d1ceb605a9a1bb03ff9cdd521e87a696ec926c8c10c8362df4975367101f67"
                + "d1cf9bccbf2f3d239534fa509e70aac851ae01aac68d62f866472660"
    })
    void ecdsa_is_that_of_rfc4754(String curve, String digest, String secret, String signature) throws Exception {
        byte[] hash = MessageDigest.getInstance(digest).digest("abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(crypto.verify(publicKey(curve, secret), hash, HexFormat.of().parseHex(signature)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa2048", "secp256r1", "secp521r1"})
    void anything_else_is_refused(String name) {
        PublicKey key = KEYS.get(name).getPublic();
        byte[] signature = sign(name, HASH);
        for (int octet = 0; octet < signature.length; octet += 7) {
            byte[] changed = signature.clone();
            changed[octet] ^= 0x10;
            assertThat(crypto.verify(key, HASH, changed)).isFalse();
        }
        for (int length : new int[] {0, 1, signature.length - 1, signature.length + 1}) {
            assertThat(crypto.verify(key, HASH, Arrays.copyOf(signature, length)))
                    .isFalse();
        }
        byte[] longer = new byte[signature.length + 1];
        System.arraycopy(signature, 0, longer, 1, signature.length);
        assertThat(crypto.verify(key, HASH, longer)).isFalse();
        assertThat(crypto.verify(key, Arrays.copyOf(HASH, 20), signature)).isFalse();
        assertThat(crypto.verify(key, new byte[0], signature)).isFalse();
        assertThat(crypto.verify(key, new byte[300], signature)).isFalse();
        assertThat(crypto.verify(key, HASH, new byte[signature.length])).isFalse();
        byte[] ones = new byte[signature.length];
        Arrays.fill(ones, (byte) 0xff);
        assertThat(crypto.verify(key, HASH, ones)).isFalse();
    }

    /** What a lenient reader of the padding takes, and what forgeries are made of. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 01 ff*200 00 hash rest",
                "00 01 ff*7 00 hash rest",
                "00 01 ff*all 01 hash",
                "00 01 fe*all 00 hash",
                "00 01 00*all 00 hash",
                "00 02 ff*all 00 hash",
                "00 00 ff*all 00 hash"
            })
    void other_padding_than_that_of_block_type_1_is_refused(String form) throws Exception {
        KeyPair pair = KEYS.get("rsa2048");
        byte[] block = block(form);
        Cipher raw = Cipher.getInstance("RSA/ECB/NoPadding");
        raw.init(Cipher.ENCRYPT_MODE, pair.getPrivate());
        assertThat(crypto.verify(pair.getPublic(), HASH, raw.doFinal(block))).isFalse();
        assertThat(crypto.verify(pair.getPublic(), HASH, raw.doFinal(block("00 01 ff*all 00 hash"))))
                .isTrue();
    }

    @Test
    void a_number_beyond_the_modulus_is_refused_though_it_is_congruent() {
        RSAPublicKey key = (RSAPublicKey) KEYS.get("rsa2048").getPublic();
        byte[] signature = sign("rsa2048", HASH);
        BigInteger beyond = new BigInteger(1, signature).add(key.getModulus());
        byte[] octets = beyond.toByteArray();
        byte[] last = Arrays.copyOfRange(octets, octets.length - 256, octets.length);
        assertThat(crypto.verify(key, HASH, octets)).isFalse();
        assertThat(crypto.verify(key, HASH, last)).isFalse();
    }

    @Test
    void a_signature_with_the_name_of_its_hash_is_refused() throws Exception {
        KeyPair pair = KEYS.get("rsa2048");
        Signature named = Signature.getInstance("SHA256withRSA");
        named.initSign(pair.getPrivate());
        named.update("abc".getBytes(StandardCharsets.US_ASCII));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest("abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(crypto.verify(pair.getPublic(), hash, named.sign())).isFalse();
    }

    @Test
    void keys_that_are_too_weak_or_of_another_kind_sign_and_verify_nothing() throws Exception {
        KeyPair weak = KEYS.get("rsa1024");
        assertThat(crypto.sign(weak.getPrivate(), weak.getPublic(), HASH)).isEmpty();
        Cipher raw = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        raw.init(Cipher.ENCRYPT_MODE, weak.getPrivate());
        assertThat(crypto.verify(weak.getPublic(), HASH, raw.doFinal(HASH))).isFalse();
        KeyPair other = KEYS.get("ed25519");
        assertThat(crypto.sign(other.getPrivate(), other.getPublic(), HASH)).isEmpty();
        assertThat(crypto.verify(other.getPublic(), HASH, new byte[64])).isFalse();
        assertThat(crypto.sign(
                        KEYS.get("rsa3072").getPrivate(), KEYS.get("rsa2048").getPublic(), HASH))
                .isEmpty();
        assertThat(crypto.sign(
                        KEYS.get("secp384r1").getPrivate(),
                        KEYS.get("secp256r1").getPublic(),
                        HASH))
                .isEmpty();
    }

    @Test
    void an_ecdsa_key_beside_its_curve_verifies_nothing() throws Exception {
        ECPublicKey key = (ECPublicKey) KEYS.get("secp256r1").getPublic();
        ECPoint beside =
                new ECPoint(key.getW().getAffineX(), key.getW().getAffineY().xor(BigInteger.ONE));
        PublicKey illegal = KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(beside, key.getParams()));
        assertThat(crypto.verify(illegal, HASH, sign("secp256r1", HASH))).isFalse();
    }

    @Test
    void a_key_that_lives_in_a_token_signs_there() {
        Provider token = new TokenProvider();
        Security.addProvider(token);
        try {
            for (String name : new String[] {"rsa2048", "secp256r1", "secp384r1", "secp521r1"}) {
                KeyPair pair = KEYS.get(name);
                byte[] signature = crypto.sign(TokenProvider.holding(pair.getPrivate()), pair.getPublic(), HASH)
                        .orElseThrow();
                assertThat(crypto.verify(pair.getPublic(), HASH, signature)).isTrue();
            }
            KeyPair rsa = KEYS.get("rsa2048");
            assertThat(crypto.sign(TokenProvider.holdingWithOwnMind(rsa.getPrivate()), rsa.getPublic(), HASH))
                    .isEmpty();
        } finally {
            Security.removeProvider(token.getName());
        }
    }

    @Test
    void a_token_that_is_gone_makes_no_signature() {
        for (String name : new String[] {"rsa2048", "secp256r1"}) {
            KeyPair pair = KEYS.get(name);
            assertThat(crypto.sign(TokenProvider.holding(pair.getPrivate()), pair.getPublic(), HASH))
                    .isEmpty();
        }
    }

    private byte[] sign(String name, byte[] hash) {
        KeyPair pair = KEYS.get(name);
        return crypto.sign(pair.getPrivate(), pair.getPublic(), hash).orElseThrow();
    }

    /** 256 octets from words: octets in hex, repeated with *, as often as there is room with *all; the hash; zeros to the end. */
    private static byte[] block(String form) {
        byte[] block = new byte[256];
        int at = 0;
        for (String word : form.split(" ")) {
            if (word.equals("hash")) {
                System.arraycopy(HASH, 0, block, at, HASH.length);
                at += HASH.length;
            } else if (!word.equals("rest")) {
                String[] parts = word.split("\\*");
                int times = parts.length == 1
                        ? 1
                        : parts[1].equals("all") ? 256 - 3 - HASH.length : Integer.parseInt(parts[1]);
                Arrays.fill(block, at, at + times, (byte) Integer.parseInt(parts[0], 16));
                at += times;
            }
        }
        return block;
    }

    private static PublicKey publicKey(String curve, String secret) throws GeneralSecurityException {
        ECParameterSpec parameters = ((ECPublicKey) KEYS.get(curve).getPublic()).getParams();
        var point = ECNamedCurveTable.getByName(curve)
                .getG()
                .multiply(new BigInteger(secret, 16))
                .normalize();
        ECPoint w = new ECPoint(
                point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, parameters));
    }
}
