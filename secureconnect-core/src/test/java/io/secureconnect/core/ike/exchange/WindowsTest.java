package io.secureconnect.core.ike.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 7296 §2.1 to §2.3: message ids, repetition, and windows of one. */
class WindowsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Bytes> REQUEST = List.of(Bytes.ofHex("01"));

    private static LocalWindow window(double jitter, int fill) {
        RetransmissionTimes times = new RetransmissionTimes(Duration.ofSeconds(1), 2, 4, jitter);
        return new LocalWindow(times, octets -> Arrays.fill(octets, (byte) fill), 0);
    }

    @Test
    void waitsGrowByTheFactorUntilTheRequestIsGivenUp() {
        LocalWindow window = window(0, 0);
        window.sent(REQUEST, NOW);
        List<Long> waits = new ArrayList<>();
        Instant last = NOW;
        LocalWindow.Due due;
        do {
            Instant at = window.dueAt().orElseThrow();
            waits.add(Duration.between(last, at).toSeconds());
            last = at;
            due = window.due(at);
        } while (due == LocalWindow.Due.REPEAT);
        assertThat(waits).containsExactly(1L, 2L, 4L, 8L);
        assertThat(due).isEqualTo(LocalWindow.Due.GIVE_UP);
        assertThat(window.outstanding()).isEqualTo(REQUEST);
    }

    @Test
    void jitterOnlyShortensAWait() {
        LocalWindow window = window(0.5, 0xff);
        window.sent(REQUEST, NOW);
        Duration wait = Duration.between(NOW, window.dueAt().orElseThrow());
        assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofMillis(501));
    }

    @Test
    void nothingIsDueBeforeItsTime() {
        LocalWindow window = window(0, 0);
        window.sent(REQUEST, NOW);
        assertThat(window.due(NOW.plusMillis(999))).isEqualTo(LocalWindow.Due.NOTHING);
    }

    @Test
    void aWindowOfOneTakesNoSecondRequest() {
        LocalWindow window = window(0, 0);
        window.sent(REQUEST, NOW);
        assertThat(window.isFree()).isFalse();
        assertThatThrownBy(() -> window.sent(REQUEST, NOW)).isInstanceOf(IllegalStateException.class);
        assertThat(window.isAnsweredBy(1)).isFalse();
        assertThat(window.isAnsweredBy(0)).isTrue();
        window.answered();
        assertThat(window.isFree()).isTrue();
        assertThat(window.messageId()).isEqualTo(1);
        assertThat(window.isAnsweredBy(0)).isFalse();
    }

    @Test
    void aRestartKeepsTheMessageId() {
        LocalWindow window = window(0, 0);
        window.sent(REQUEST, NOW);
        window.restart();
        assertThat(window.isFree()).isTrue();
        assertThat(window.messageId()).isZero();
    }

    @Test
    void requestsOfThePeerAreTakenInOrderAndTheLastIsRecognized() {
        RemoteWindow window = new RemoteWindow(0);
        byte[] first = {1};
        byte[] second = {2};
        assertThat(window.place(0, first)).isEqualTo(RemoteWindow.Place.NEW);
        assertThat(window.place(1, first)).isEqualTo(RemoteWindow.Place.OUTSIDE);
        window.received(first);
        window.answered(List.of(Bytes.ofHex("aa")));
        assertThat(window.place(0, first)).isEqualTo(RemoteWindow.Place.REPEATED);
        assertThat(window.place(0, second)).isEqualTo(RemoteWindow.Place.OUTSIDE);
        assertThat(window.response()).containsExactly(Bytes.ofHex("aa"));
        window.received(second);
        window.answered(List.of(Bytes.ofHex("bb")));
        assertThat(window.place(0, first)).isEqualTo(RemoteWindow.Place.OUTSIDE);
        assertThat(window.place(-1, first)).isEqualTo(RemoteWindow.Place.OUTSIDE);
    }
}
