package io.secureconnect.core.ike.crypto.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.Prf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacPrfTest {
    private final SymmetricAlgorithms algorithms = new SymmetricAlgorithms();

    /** RFC 4231 §4.3: a key shorter than the hash. */
    @ParameterizedTest
    @CsvSource({
        "HMAC_SHA2_256, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "HMAC_SHA2_384, af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
        "HMAC_SHA2_512, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
    })
    void test_case_2_of_rfc4231(PseudoRandomFunction function, String expected) {
        assertPrf(function, ascii("Jefe"), ascii("what do ya want for nothing?"), expected);
    }

    /** RFC 4231 §4.7: a key longer than the block of the hash. */
    @ParameterizedTest
    @CsvSource({
        "HMAC_SHA2_256, 60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        "HMAC_SHA2_384, 4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952",
        "HMAC_SHA2_512, 80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598"
    })
    void test_case_6_of_rfc4231(PseudoRandomFunction function, String expected) {
        byte[] key = new byte[131];
        Arrays.fill(key, (byte) 0xaa);
        assertPrf(function, key, ascii("Test Using Larger Than Block-Size Key - Hash Key First"), expected);
    }

    /** RFC 2202 §3, case 2. */
    @Test
    void test_case_2_of_rfc2202() {
        assertPrf(
                PseudoRandomFunction.HMAC_SHA1,
                ascii("Jefe"),
                ascii("what do ya want for nothing?"),
                "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    }

    private void assertPrf(PseudoRandomFunction function, byte[] key, byte[] data, String expected) {
        Prf prf = algorithms.prf(function);
        byte[] output = HexFormat.of().parseHex(expected);
        assertThat(prf.octets()).isEqualTo(output.length).isEqualTo(function.octets());
        assertThat(prf.compute(key, data)).isEqualTo(output);
        assertThat(prf.compute(SecretBytes.copyOf(key), data)).isEqualTo(output);
        byte[] first = Arrays.copyOf(data, 7);
        byte[] rest = Arrays.copyOfRange(data, 7, data.length);
        assertThat(prf.compute(key, first, new byte[0], rest)).isEqualTo(output);
    }

    @Test
    void the_key_is_left_as_it_was() {
        byte[] key = ascii("Jefe");
        algorithms.prf(PseudoRandomFunction.HMAC_SHA2_256).compute(key, ascii("data"));
        assertThat(key).isEqualTo(ascii("Jefe"));
    }

    /** FIPS 180-4: "abc" in parts. */
    @Test
    void sha1_takes_parts() {
        assertThat(algorithms.sha1(ascii("a"), ascii("bc")))
                .isEqualTo(HexFormat.of().parseHex("a9993e364706816aba3e25717850c26c9cd0d89d"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
