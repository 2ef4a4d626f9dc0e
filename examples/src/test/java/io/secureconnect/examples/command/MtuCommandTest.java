package io.secureconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.examples.ManualProcessClock;
import org.junit.jupiter.api.Test;

class MtuCommandTest {
    private static CommandRun mtu(Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = "mtu";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.of(new ManualProcessClock(), octets -> {}, all);
    }

    @Test
    void tellsTheExactRoomOfASuiteAndFamily() {
        CommandRun run = mtu("--suite", "aes256gcm16", "--suite", "aes128-sha256", "--family", "6", "--udp");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .isEqualTo("SUITE          FAMILY  UDP  PATH MTU  ESP ADDS  INNER MTU  TCP MSS\n"
                        + "aes256gcm16    IPv6    yes  1500      42 to 45  1458       1398\n"
                        + "aes128-sha256  IPv6    yes  1500      50 to 65  1446       1386\n");
    }

    @Test
    void anInnerPacketOfThatSizeFitsAndOneOctetMoreDoesNot() {
        // aes256gcm16 over IPv4 on 1400: 1366 - 20 = 1346 octets of payload + 2 are a multiple of 4, so nothing is
        // padded
        assertThat(mtu("--suite", "aes256gcm16", "--family", "4", "--mtu", "1400")
                        .out())
                .contains("1366       1326");
    }

    @Test
    void everySuiteInBothFamiliesIsListedIfNothingIsChosen() {
        assertThat(mtu().out().lines()).hasSize(1 + 2 * 11);
    }

    @Test
    void jsonHasTheSameFigures() {
        assertThat(mtu("--suite", "aes256gcm16", "--family", "4", "--json").out())
                .isEqualTo("{\n"
                        + "  \"format\": \"secureconnect.mtu/v1\",\n"
                        + "  \"rows\": [\n"
                        + "    {\n"
                        + "      \"suite\": \"aes256gcm16\",\n"
                        + "      \"family\": \"IPv4\",\n"
                        + "      \"udp\": false,\n"
                        + "      \"pathMtu\": 1500,\n"
                        + "      \"leastAdded\": 34,\n"
                        + "      \"mostAdded\": 37,\n"
                        + "      \"innerMtu\": 1466,\n"
                        + "      \"tcpMss\": 1426\n"
                        + "    }\n"
                        + "  ]\n"
                        + "}\n");
    }

    @Test
    void wrongValuesAreUsageErrorsThatSayWhatIsRight() {
        assertThat(mtu("--mtu", "67")).satisfies(run -> {
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("--mtu 67: a path carries 68 (RFC 791) to 65535 octets");
        });
        assertThat(mtu("--family", "5").err()).contains("--family 5: 4 or 6");
        assertThat(mtu("--suite", "rot13").err()).contains("unknown ESP proposal 'rot13'; known are aes128gcm16");
    }
}
