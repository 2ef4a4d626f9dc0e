package io.secureconnect.core.ike.v1.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardIsakmpCryptoTest {
    private static final byte[] IV = hex("000102030405060708090a0b0c0d0e0f");

    /** The text of NIST SP 800-38A appendix F. */
    private static final byte[] TEXT = hex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");

    private final IsakmpCrypto crypto = new StandardIsakmpCrypto();

    /** NIST SP 800-38A §F.2.1 and §F.2.5. */
    @ParameterizedTest
    @CsvSource({
        "AES_CBC_128, 2b7e151628aed2a6abf7158809cf4f3c,"
                + " 7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
                + "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7",
        "AES_CBC_256, 603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4,"
                + " f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
                + "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b"
    })
    void aes_cbc_is_that_of_nist(EncryptionAlgorithm encryption, String key, String sealed) {
        try (ChainedCipher cipher = crypto.cipher(encryption, SecretBytes.wrap(hex(key)))) {
            assertThat(cipher.blockOctets()).isEqualTo(16);
            assertThat(cipher.encrypt(IV, TEXT)).isEqualTo(hex(sealed));
            assertThat(cipher.decrypt(IV, hex(sealed))).isEqualTo(TEXT);
        }
    }

    @Test
    void a_message_goes_on_where_the_one_before_it_ended() {
        try (ChainedCipher cipher = crypto.cipher(EncryptionAlgorithm.AES_CBC_256, SecretBytes.wrap(new byte[32]))) {
            byte[] whole = cipher.encrypt(IV, TEXT);
            byte[] first = cipher.encrypt(IV, Arrays.copyOf(TEXT, 32));
            byte[] chained = Arrays.copyOfRange(first, 16, 32);
            assertThat(cipher.encrypt(chained, Arrays.copyOfRange(TEXT, 32, 64)))
                    .isEqualTo(Arrays.copyOfRange(whole, 32, 64));
            assertThat(cipher.decrypt(chained, Arrays.copyOfRange(whole, 32, 64)))
                    .isEqualTo(Arrays.copyOfRange(TEXT, 32, 64));
        }
    }

    @Test
    void ciphers_of_two_sas_do_not_disturb_each_other_and_wipe_their_own_key() {
        SecretBytes key = SecretBytes.wrap(new byte[32]);
        ChainedCipher one = crypto.cipher(EncryptionAlgorithm.AES_CBC_256, key);
        ChainedCipher other = crypto.cipher(EncryptionAlgorithm.AES_CBC_128, SecretBytes.wrap(new byte[16]));
        byte[] sealed = one.encrypt(IV, TEXT);
        other.encrypt(IV, TEXT);
        assertThat(one.decrypt(IV, sealed)).isEqualTo(TEXT);
        one.close();
        assertThat(key.isWiped()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> one.encrypt(IV, TEXT));
        assertThat(other.encrypt(IV, TEXT)).hasSize(64);
    }

    @Test
    void what_no_isakmp_message_is_made_with_is_refused_with_a_reason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> crypto.cipher(EncryptionAlgorithm.AES_GCM_16_256, SecretBytes.wrap(new byte[36])))
                .withMessageContaining("aes256gcm16")
                .withMessageContaining("CBC");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> crypto.cipher(EncryptionAlgorithm.AES_CBC_256, SecretBytes.wrap(new byte[16])))
                .withMessageContaining("32 octets");
        ChainedCipher cipher = crypto.cipher(EncryptionAlgorithm.AES_CBC_128, SecretBytes.wrap(new byte[16]));
        for (int octets : new int[] {0, 15, 17}) {
            assertThatIllegalArgumentException().isThrownBy(() -> cipher.decrypt(IV, new byte[octets]));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> cipher.encrypt(new byte[8], TEXT));
    }

    @ParameterizedTest
    @CsvSource({"HMAC_SHA1, SHA-1", "HMAC_SHA2_256, SHA-256", "HMAC_SHA2_384, SHA-384", "HMAC_SHA2_512, SHA-512"})
    void the_hash_is_that_of_the_prf(PseudoRandomFunction function, String digest) throws Exception {
        assertThat(crypto.hash(function, new byte[] {1, 2}, new byte[0], new byte[] {3}))
                .isEqualTo(MessageDigest.getInstance(digest).digest(new byte[] {1, 2, 3}))
                .hasSize(crypto.prf(function).octets());
    }

    /** RFC 2202 §3, case 2; the longer hashes are held to RFC 4231 with IKEv2. */
    @Test
    void the_prf_of_sha_1_is_hmac() {
        assertThat(crypto.prf(PseudoRandomFunction.HMAC_SHA1)
                        .compute(
                                "Jefe".getBytes(StandardCharsets.US_ASCII),
                                "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(hex("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"));
    }

    @Test
    void key_exchanges_are_those_of_version_2() {
        assertThat(crypto.keyExchange(KeyExchangeMethod.ECP_384).method()).isEqualTo(KeyExchangeMethod.ECP_384);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
