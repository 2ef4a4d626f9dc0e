package io.secureconnect.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PingTest {
    private static Ping parse(int status, String output, String errors) {
        return Ping.parse(new Command.Result(List.of("ping"), status, output, errors));
    }

    @Test
    void countsAreThoseOfPing() {
        Ping ping = parse(0, "3 packets transmitted, 2 received, 33.3333% packet loss, time 616ms\n", "");
        assertThat(ping.sent()).isEqualTo(3);
        assertThat(ping.received()).isEqualTo(2);
        assertThat(ping.lost()).isEqualTo(1);
    }

    @Test
    void aRefusedDestinationCountsAsNothingSent() {
        Ping ping = parse(2, "", "ping: connect: Operation not permitted\n");
        assertThat(ping.sent()).isZero();
        assertThat(ping.received()).isZero();
    }

    @Test
    void anyOtherEndIsAFaultOfTheScenario() {
        assertThatThrownBy(() -> parse(2, "", "ping: unknown host\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("unknown host");
    }
}
