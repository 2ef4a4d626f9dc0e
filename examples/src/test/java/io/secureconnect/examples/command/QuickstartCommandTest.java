package io.secureconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.examples.ManualProcessClock;
import io.secureconnect.testkit.time.SeededRandom;
import org.junit.jupiter.api.Test;

class QuickstartCommandTest {
    private static CommandRun run(long seed) {
        return CommandRun.of(new ManualProcessClock(), new SeededRandom(seed), "quickstart");
    }

    @Test
    void everyClaimIsTrue() {
        CommandRun run = run(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("yes  it is ESP, 34 octets longer")
                .contains("yes  a clear packet that comes in is dropped by either host")
                .contains("yes  24 of 24 packets arrived")
                .contains("AGENT_VERSION_MISMATCH")
                .contains("yes  web1 is encrypted, and nobody handed out a key", "x25519")
                .contains("yes  a packet leaves web1 as ESP", "yes  db1 opens it")
                .doesNotContain("NO   ");
    }

    @Test
    void itIsComputedNotCanned() {
        assertThat(run(2).out()).isEqualTo(run(2).out()).isNotEqualTo(run(3).out());
    }
}
