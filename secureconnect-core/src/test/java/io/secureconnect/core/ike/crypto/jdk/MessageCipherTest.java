package io.secureconnect.core.ike.crypto.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.core.ike.crypto.MessageCipher;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCipherTest {
    private static final byte[] HEAD = "header and what is not encrypted".getBytes(StandardCharsets.US_ASCII);

    private final SymmetricAlgorithms algorithms = new SymmetricAlgorithms();

    /** The algorithms of messages are those of ESP: the same table. */
    static List<EspProposal> suites() {
        return EspProposal.all();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void what_one_end_seals_the_other_opens(EspProposal suite) {
        MessageCipher sealing = cipher(suite, 1);
        MessageCipher opening = cipher(suite, 1);
        for (int length = 0; length <= 70; length++) {
            byte[] plaintext = octets(length, length);
            byte[] sealed = sealing.seal(HEAD, plaintext);
            assertThat(sealed).hasSize(sealing.sealedLength(length));
            assertThat(opening.open(HEAD, sealed)).hasValue(plaintext);
            assertThat(opening.open(HEAD, sealed)).as("the same again").hasValue(plaintext);
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void no_changed_bit_passes(EspProposal suite) {
        MessageCipher opening = cipher(suite, 1);
        byte[] sealed = cipher(suite, 1).seal(HEAD, octets(40, 3));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(opening.open(HEAD, changed)).isEmpty();
        }
        for (int bit = 0; bit < HEAD.length * 8; bit++) {
            byte[] changed = HEAD.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(opening.open(changed, sealed)).isEmpty();
        }
        assertThat(opening.open(HEAD, sealed)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void nothing_cut_off_or_put_on_passes(EspProposal suite) {
        MessageCipher opening = cipher(suite, 1);
        byte[] sealed = cipher(suite, 1).seal(HEAD, octets(40, 3));
        for (int length = 0; length <= sealed.length + 20; length++) {
            if (length != sealed.length) {
                assertThat(opening.open(HEAD, Arrays.copyOf(sealed, length))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void another_key_opens_nothing(EspProposal suite) {
        byte[] sealed = cipher(suite, 1).seal(HEAD, octets(40, 3));
        assertThat(cipher(suite, 2).open(HEAD, sealed)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void no_iv_comes_twice(EspProposal suite) {
        MessageCipher sealing = cipher(suite, 1);
        Set<String> ivs = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            byte[] sealed = sealing.seal(HEAD, octets(5, 5));
            ivs.add(HexFormat.of().formatHex(sealed, 0, suite.encryption().ivOctets()));
        }
        assertThat(ivs).hasSize(1000);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void the_capacity_is_the_most_that_fits(EspProposal suite) {
        MessageCipher cipher = cipher(suite, 1);
        for (int sealed = 0; sealed < 200; sealed++) {
            int capacity = cipher.plaintextCapacity(sealed);
            if (capacity >= 0) {
                assertThat(cipher.sealedLength(capacity)).isLessThanOrEqualTo(sealed);
            }
            assertThat(cipher.sealedLength(Math.max(-1, capacity) + 1)).isGreaterThan(sealed);
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void a_closed_one_does_nothing_more(EspProposal suite) {
        MessageCipher cipher = cipher(suite, 1);
        byte[] sealed = cipher.seal(HEAD, octets(5, 5));
        cipher.close();
        assertThatIllegalStateException().isThrownBy(() -> cipher.seal(HEAD, octets(5, 5)));
        assertThatIllegalStateException().isThrownBy(() -> cipher.open(HEAD, sealed));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void many_share_the_providers_objects(EspProposal suite) {
        MessageCipher[] ciphers = new MessageCipher[4];
        Arrays.setAll(ciphers, key -> cipher(suite, key));
        byte[][] sealed = new byte[4][];
        Arrays.setAll(sealed, key -> ciphers[key].seal(HEAD, octets(20, key)));
        for (int round = 0; round < 2; round++) {
            for (int key = 0; key < 4; key++) {
                assertThat(ciphers[key].open(HEAD, sealed[key])).hasValue(octets(20, key));
            }
        }
    }

    /** RFC 7634 appendix B: the salt follows the key, the IV is on the wire, Pad Length is the last octet. */
    @Nested
    class ChaCha20Poly1305 {
        @Test
        void opens_the_example_of_rfc7634() {
            byte[] key = new byte[36];
            for (int i = 0; i < key.length; i++) {
                key[i] = (byte) (0x80 + i);
            }
            MessageCipher cipher = algorithms.cipher(
                    EncryptionAlgorithm.CHACHA20_POLY1305, Optional.empty(), SecretBytes.wrap(key), Optional.empty());
            byte[] head = hex("c0c1c2c3c4c5c6c7d0d1d2d3d4d5d6d72e202500000000090000004529000029");
            byte[] body = hex("1011121314151617" + "610394701f8d017f7c12924889" + "6b71bfe25236efd7cdc67066906315b2");
            assertThat(cipher.open(head, body)).hasValue(hex("0000000c000040010000000a"));
        }
    }

    /**
     * Test cases 4 and 16 of the GCM specification (McGrew, Viega), read as messages: the first four octets of their nonces
     * are the salt, and the last octet of their plaintext says that 57 octets before it are padding.
     */
    @Nested
    class AesGcm {
        private final byte[] head = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        private final String key = "feffe9928665731c6d6a8f9467308308";

        @Test
        void opens_test_case_4() {
            byte[] body = hex("facedbaddecaf888"
                    + "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa05"
                    + "1ba30b396a0aac973d58e091"
                    + "5bc94fbc3221a5db94fae95ae7121a47");
            assertThat(cipher(EncryptionAlgorithm.AES_GCM_16_128, key).open(head, body))
                    .hasValue(hex("d931"));
        }

        @Test
        void opens_test_case_16() {
            byte[] body = hex("facedbaddecaf888"
                    + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
                    + "c5f61e6393ba7a0abcc9f662"
                    + "76fc6ece0f4e1768cddf8853bb2d551b");
            assertThat(cipher(EncryptionAlgorithm.AES_GCM_16_256, key + key).open(head, body))
                    .hasValue(hex("d931"));
        }

        @Test
        void refuses_more_padding_than_there_are_octets() throws Exception {
            byte[] secret = hex(key + "cafebabe");
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
            gcm.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(hex(key), "AES"),
                    new GCMParameterSpec(128, hex("cafebabe0000000000000007")));
            gcm.updateAAD(head);
            byte[] body = join(hex("0000000000000007"), gcm.doFinal(hex("aabbcc04")));
            MessageCipher cipher = algorithms.cipher(
                    EncryptionAlgorithm.AES_GCM_16_128, Optional.empty(), SecretBytes.wrap(secret), Optional.empty());
            assertThat(cipher.open(head, body)).isEmpty();
        }

        @Test
        void ivs_count_from_zero_in_network_order() {
            MessageCipher cipher = cipher(EncryptionAlgorithm.AES_GCM_16_128, key);
            for (int i = 0; i < 300; i++) {
                byte[] sealed = cipher.seal(head, new byte[1]);
                assertThat(HexFormat.of().formatHex(sealed, 0, 8)).isEqualTo(String.format("%016x", i));
            }
        }

        private MessageCipher cipher(EncryptionAlgorithm algorithm, String hexKey) {
            return algorithms.cipher(
                    algorithm, Optional.empty(), SecretBytes.wrap(hex(hexKey + "cafebabe")), Optional.empty());
        }
    }

    /** Built by hand with the JDK: IV | AES-CBC(payloads | padding | Pad Length) | truncated HMAC over all from the header on. */
    @Nested
    class AesCbcWithHmac {
        private final byte[] key = octets(32, 11);
        private final byte[] macKey = octets(48, 12);
        private final byte[] iv = octets(16, 13);
        private final MessageCipher cipher = algorithms.cipher(
                EncryptionAlgorithm.AES_CBC_256,
                Optional.of(IntegrityAlgorithm.HMAC_SHA2_384_192),
                SecretBytes.copyOf(key),
                Optional.of(SecretBytes.copyOf(macKey)));

        @Test
        void opens_what_is_built_by_hand() throws Exception {
            assertThat(cipher.open(HEAD, byHand("68656c6c6f" + "a1a2a3a4a5a6a7a8a9aa" + "0a")))
                    .hasValue(hex("68656c6c6f"));
        }

        @Test
        void takes_more_padding_than_is_needed() throws Exception {
            assertThat(cipher.open(HEAD, byHand("68656c6c6f" + "00".repeat(26) + "1a")))
                    .hasValue(hex("68656c6c6f"));
        }

        @Test
        void refuses_more_padding_than_there_are_octets() throws Exception {
            assertThat(cipher.open(HEAD, byHand("00".repeat(15) + "0f"))).hasValue(new byte[0]);
            assertThat(cipher.open(HEAD, byHand("00".repeat(15) + "10"))).isEmpty();
        }

        @Test
        void the_iv_is_not_to_be_foretold() {
            byte[] first = cipher.seal(HEAD, new byte[1]);
            byte[] second = cipher.seal(HEAD, new byte[1]);
            int distance = 0;
            for (int i = 0; i < 16; i++) {
                distance += Integer.bitCount((first[i] ^ second[i]) & 0xff);
            }
            assertThat(distance).isBetween(32, 96);
            assertThat(Arrays.copyOf(first, 16)).isNotEqualTo(new byte[16]);
        }

        private byte[] byHand(String padded) throws Exception {
            Cipher cbc = Cipher.getInstance("AES/CBC/NoPadding");
            cbc.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            byte[] ciphertext = cbc.doFinal(hex(padded));
            Mac mac = Mac.getInstance("HmacSHA384");
            mac.init(new SecretKeySpec(macKey, "HmacSHA384"));
            byte[] icv = mac.doFinal(join(HEAD, iv, ciphertext));
            return join(iv, ciphertext, Arrays.copyOf(icv, 24));
        }
    }

    @Test
    void keys_of_another_length_are_refused() {
        for (EspProposal suite : EspProposal.all()) {
            int octets = suite.encryption().keyMaterialOctets();
            assertThatIllegalArgumentException().isThrownBy(() -> cipher(suite, octets - 1, integrityOctets(suite), 1));
            assertThatIllegalArgumentException().isThrownBy(() -> cipher(suite, octets, integrityOctets(suite) + 1, 1));
        }
    }

    private MessageCipher cipher(EspProposal suite, int seed) {
        return cipher(suite, suite.encryption().keyMaterialOctets(), integrityOctets(suite), seed);
    }

    private MessageCipher cipher(EspProposal suite, int keyOctets, int integrityOctets, int seed) {
        Optional<SecretBytes> integrity =
                integrityOctets == 0 ? Optional.empty() : Optional.of(SecretBytes.wrap(octets(integrityOctets, seed)));
        return algorithms.cipher(
                suite.encryption(), suite.integrity(), SecretBytes.wrap(octets(keyOctets, seed)), integrity);
    }

    private static int integrityOctets(EspProposal suite) {
        return suite.integrity().map(IntegrityAlgorithm::keyOctets).orElse(0);
    }

    private static byte[] octets(int length, int seed) {
        byte[] octets = new byte[length];
        new Random(seed).nextBytes(octets);
        return octets;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
