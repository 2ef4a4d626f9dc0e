package io.secureconnect.core.ike.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3948 §2.1 to §2.3. */
class NonEspMarkerTest {
    @ParameterizedTest
    @CsvSource({
        "'',               NOTHING",
        "ff,               KEEPALIVE",
        "00,               NOTHING",
        "ffff,             NOTHING",
        "000000,           NOTHING",
        "00000000,         IKE",
        "0000000001020304, IKE",
        "0000000101020304, ESP",
        "ff000000,         ESP"
    })
    void tellsIkeFromEspAndKeepalives(String octets, NonEspMarker.Content content) {
        assertThat(NonEspMarker.contentOf(Bytes.ofHex(octets))).isEqualTo(content);
    }

    @Test
    void whatIsMarkedIsStrippedAgain() {
        Bytes marked = NonEspMarker.mark(new byte[] {1, 2, 3});
        assertThat(marked).isEqualTo(Bytes.ofHex("00000000010203"));
        assertThat(NonEspMarker.strip(marked)).containsExactly(1, 2, 3);
    }

    @Test
    void theKeepaliveIsOneOctet() {
        assertThat(NonEspMarker.contentOf(NonEspMarker.keepalive())).isEqualTo(NonEspMarker.Content.KEEPALIVE);
    }
}
