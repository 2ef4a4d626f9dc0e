package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MessageTextTest {
    private static final String HEAD = "1122334455667788" + "0000000000000000";

    private static String text(String hex, boolean marked) {
        return MessageText.of(HexFormat.of().parseHex(hex), marked, new Plaintexts());
    }

    @Test
    void payloadsAreNamedInTheirOrder() {
        String notify = "00000008" + "00004007";
        String nonce = "29000006" + "0102";
        String exchange = "28000009" + "001f0000" + "77";
        String init = HEAD + "2220220800000000" + "00000000" + exchange + nonce + notify;
        assertThat(text(init, false)).isEqualTo("IKE_SA_INIT request 0 { KE, Ni, N(USE_TRANSPORT_MODE) } 112233:0");
        assertThat(text("00000000" + init, true)).startsWith("IKE_SA_INIT request 0 { KE");
        assertThat(text(init.replace("22202208", "22202220"), false)).startsWith("IKE_SA_INIT response 0 { KE, Nr");
    }

    @Test
    void fragmentsShowTheirNumbers() {
        assertThat(text(HEAD + "352023080000000100000000" + "2100000a" + "00020003" + "abcd", false))
                .isEqualTo("IKE_AUTH request 1 { SKF 2 of 3 } 112233:0");
    }

    @Test
    void whatIsEncryptedAndWasNotSeenIsOnlySk() {
        assertThat(text(HEAD + "2e2023080000000100000000" + "21000006" + "abcd", false))
                .isEqualTo("IKE_AUTH request 1 { SK } 112233:0");
    }

    @Test
    void garbageHasATextToo() {
        assertThat(text("ff", true)).isEqualTo("NAT keepalive");
        assertThat(text("0102", false)).isEqualTo("2 octets that are no IKE message");
        assertThat(text(HEAD + "ee20990000000001ffffffff" + "2900ffff", false)).contains("exchange type 153");
        assertThat(text(HEAD + "292023000000000100000000" + "29000004" + "00000000", false))
                .contains("{ N");
    }
}
