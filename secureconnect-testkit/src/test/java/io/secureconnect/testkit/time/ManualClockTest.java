package io.secureconnect.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    private final ManualClock clock = new ManualClock();
    private final List<String> ran = new ArrayList<>();

    private void schedule(int seconds, String name) {
        clock.after(Duration.ofSeconds(seconds), () -> ran.add(name + "@" + elapsed()));
    }

    private long elapsed() {
        return Duration.between(ManualClock.EPOCH, clock.now()).toSeconds();
    }

    @Test
    void standsUntilItIsMoved() {
        assertThat(clock.now()).isEqualTo(ManualClock.EPOCH).isEqualTo(clock.now());
        clock.advance(Duration.ofMillis(1));
        assertThat(clock.now()).isEqualTo(ManualClock.EPOCH.plusMillis(1));
    }

    @Test
    void runsWhatIsDueInOrderOfTimeThenOfSchedulingEachAtItsTime() {
        schedule(3, "c");
        schedule(1, "a");
        schedule(3, "d");
        schedule(2, "b");
        schedule(9, "never");
        clock.advance(Duration.ofSeconds(5));
        assertThat(ran).containsExactly("a@1", "b@2", "c@3", "d@3");
        assertThat(elapsed()).isEqualTo(5);
        assertThat(clock.pending()).isEqualTo(1);
    }

    @Test
    void runsInTheSameAdvanceWhatActionsScheduleIfItIsDue() {
        clock.after(Duration.ofSeconds(1), () -> {
            schedule(1, "child");
            schedule(100, "late");
        });
        clock.advance(Duration.ofSeconds(4));
        assertThat(ran).containsExactly("child@2");
    }

    @Test
    void runsWhatIsPastAtTheNextAdvanceWithoutGoingBack() {
        clock.advance(Duration.ofSeconds(10));
        clock.at(ManualClock.EPOCH, () -> ran.add("past@" + elapsed()));
        clock.runDue();
        assertThat(ran).containsExactly("past@10");
    }

    @Test
    void doesNotGoBack() {
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.after(Duration.ofNanos(-1), () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
