package io.secureconnect.core.ike.crypto.bc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.secureconnect.core.ike.crypto.SignatureScheme;
import io.secureconnect.core.ike.crypto.SignatureScheme.Family;
import io.secureconnect.core.ike.crypto.Signatures;
import io.secureconnect.core.ike.crypto.jdk.ProviderSignatures;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StandardSignaturesTest {
    private static final byte[] MESSAGE = "signed octets".getBytes(StandardCharsets.US_ASCII);
    private static final Map<String, KeyPair> KEYS = new TreeMap<>();

    private final Signatures signatures = new StandardSignatures();
    private final Signatures jdk = new ProviderSignatures();

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        KEYS.put("rsa", rsa.generateKeyPair());
        for (String curve : new String[] {"secp256r1", "secp384r1", "secp521r1"}) {
            KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
            ec.initialize(new ECGenParameterSpec(curve));
            KEYS.put(curve, ec.generateKeyPair());
        }
        KEYS.put("ed25519", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    }

    static Stream<Arguments> schemesAndKeys() {
        return Arrays.stream(SignatureScheme.values())
                .flatMap(scheme -> Stream.of("rsa", "secp256r1", "secp384r1", "secp521r1", "ed25519")
                        .filter(key -> familyTakes(scheme.family(), key))
                        .map(key -> Arguments.of(scheme, key)));
    }

    private static boolean familyTakes(Family family, String key) {
        return switch (family) {
            case RSA_PSS, RSA_PKCS1 -> key.equals("rsa");
            case ECDSA -> key.startsWith("secp");
            case ED25519 -> key.equals("ed25519");
        };
    }

    @ParameterizedTest
    @MethodSource("schemesAndKeys")
    void the_jdk_verifies_what_we_sign(SignatureScheme scheme, String key) throws Exception {
        byte[] signature = signatures.sign(scheme, KEYS.get(key).getPrivate(), MESSAGE);
        assertThat(jdk.verify(scheme, KEYS.get(key).getPublic(), MESSAGE, signature))
                .isTrue();
        assertThat(signatures.verify(scheme, KEYS.get(key).getPublic(), MESSAGE, signature))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("schemesAndKeys")
    void we_verify_what_the_jdk_signs(SignatureScheme scheme, String key) throws Exception {
        byte[] signature = jdk.sign(scheme, KEYS.get(key).getPrivate(), MESSAGE);
        assertThat(signatures.verify(scheme, KEYS.get(key).getPublic(), MESSAGE, signature))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("schemesAndKeys")
    void anything_else_is_refused(SignatureScheme scheme, String key) throws Exception {
        PublicKey publicKey = KEYS.get(key).getPublic();
        byte[] signature = signatures.sign(scheme, KEYS.get(key).getPrivate(), MESSAGE);
        for (int octet = 0; octet < signature.length; octet += 7) {
            byte[] changed = signature.clone();
            changed[octet] ^= 0x10;
            assertThat(signatures.verify(scheme, publicKey, MESSAGE, changed)).isFalse();
        }
        for (int length : new int[] {0, 1, signature.length - 1, signature.length + 1}) {
            assertThat(signatures.verify(scheme, publicKey, MESSAGE, Arrays.copyOf(signature, length)))
                    .isFalse();
        }
        assertThat(signatures.verify(scheme, publicKey, new byte[0], signature)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("schemesAndKeys")
    void a_key_that_does_not_fit_verifies_nothing(SignatureScheme scheme, String key) throws Exception {
        byte[] signature = signatures.sign(scheme, KEYS.get(key).getPrivate(), MESSAGE);
        KEYS.forEach((name, pair) -> {
            assertThat(scheme.fits(pair.getPublic())).isEqualTo(familyTakes(scheme.family(), name));
            if (!name.equals(key)) {
                assertThat(signatures.verify(scheme, pair.getPublic(), MESSAGE, signature))
                        .isFalse();
            }
        });
    }

    @Test
    void another_hash_is_another_scheme() throws Exception {
        for (Family family : new Family[] {Family.RSA_PSS, Family.RSA_PKCS1, Family.ECDSA}) {
            KeyPair pair = KEYS.get(family == Family.ECDSA ? "secp521r1" : "rsa");
            SignatureScheme[] schemes = Arrays.stream(SignatureScheme.values())
                    .filter(scheme -> scheme.family() == family)
                    .toArray(SignatureScheme[]::new);
            byte[] signature = signatures.sign(schemes[0], pair.getPrivate(), MESSAGE);
            assertThat(signatures.verify(schemes[1], pair.getPublic(), MESSAGE, signature))
                    .isFalse();
            assertThat(signatures.verify(schemes[2], pair.getPublic(), MESSAGE, signature))
                    .isFalse();
        }
    }

    /** RFC 6979 §A.2.5: P-256 with SHA-256, message "sample". */
    @Test
    void ecdsa_is_that_of_rfc6979() throws Exception {
        ECParameterSpec p256 = ((ECPublicKey) KEYS.get("secp256r1").getPublic()).getParams();
        BigInteger x = new BigInteger("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721", 16);
        PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(x, p256));
        byte[] signature =
                signatures.sign(SignatureScheme.ECDSA_SHA2_256, key, "sample".getBytes(StandardCharsets.US_ASCII));
        assertThat(HexFormat.of().formatHex(signature))
                .isEqualTo("3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                        + "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
    }

    /** RFC 8032 §7.1, test 3. */
    @Test
    void ed25519_is_that_of_rfc8032() throws Exception {
        byte[] secret = HexFormat.of().parseHex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret));
        byte[] signature = signatures.sign(SignatureScheme.ED25519, key, new byte[] {(byte) 0xaf, (byte) 0x82});
        assertThat(HexFormat.of().formatHex(signature))
                .isEqualTo("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
    }

    @Test
    void an_ecdsa_key_beside_its_curve_verifies_nothing() throws Exception {
        KeyPair pair = KEYS.get("secp256r1");
        byte[] signature = signatures.sign(SignatureScheme.ECDSA_SHA2_256, pair.getPrivate(), MESSAGE);
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        ECPoint beside =
                new ECPoint(key.getW().getAffineX(), key.getW().getAffineY().xor(BigInteger.ONE));
        PublicKey illegal = KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(beside, key.getParams()));
        assertThat(signatures.verify(SignatureScheme.ECDSA_SHA2_256, illegal, MESSAGE, signature))
                .isFalse();
    }

    /** Such a key has no octets; only its provider can use it, and here there is none. */
    @Test
    void a_key_in_a_token_is_its_providers_work() {
        ECPrivateKey real = (ECPrivateKey) KEYS.get("secp256r1").getPrivate();
        PrivateKey token = new PrivateKey() {
            @Override
            public String getAlgorithm() {
                return real.getAlgorithm();
            }

            @Override
            public String getFormat() {
                throw new AssertionError("nobody asks");
            }

            @Override
            public byte[] getEncoded() {
                throw new AssertionError("a token shows no key");
            }
        };
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> signatures.sign(SignatureScheme.ECDSA_SHA2_256, token, MESSAGE));
    }
}
