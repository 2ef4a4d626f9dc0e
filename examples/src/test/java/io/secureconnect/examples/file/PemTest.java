package io.secureconnect.examples.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
    private static final byte[] OCTETS = {1, 2, 3, 4, 5, -1};

    @Test
    void decodesWhatItEncodes() {
        byte[] pem = Pem.encode("KEY", OCTETS);
        assertThat(new String(pem, US_ASCII)).isEqualTo("-----BEGIN KEY-----\nAQIDBAX/\n-----END KEY-----\n");
        assertThat(Pem.decode("KEY", pem)).isEqualTo(OCTETS);
    }

    @Test
    void linesMayBeBrokenAndEndInEitherWay() {
        byte[] pem = "\r\n-----BEGIN KEY-----\r\nAQID\r\nBAX/\r\n-----END KEY-----\r\n".getBytes(US_ASCII);
        assertThat(Pem.decode("KEY", pem)).isEqualTo(OCTETS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AQIDBAX/",
                "-----BEGIN KEY-----",
                "-----BEGIN KEY----------END KEY----",
                "-----BEGIN OTHER-----\nAQID\n-----END OTHER-----",
                "-----BEGIN KEY-----\nAQ!D\n-----END KEY-----",
                "x-----BEGIN KEY-----\nAQID\n-----END KEY-----",
                "-----BEGIN KEY-----\nAQID\n-----END KEY-----\n-----BEGIN KEY-----\nAQID\n-----END KEY-----"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Pem.decode("KEY", text.getBytes(US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
