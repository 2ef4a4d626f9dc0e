package io.secureconnect.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.testkit.TestRun;
import io.secureconnect.testkit.time.SeededRandom;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeededTest {
    private static final Set<Long> SEEDS = new HashSet<>();

    @Seeded
    static class Example {
        @Test
        void fails(SeededRandom random) {
            SEEDS.add(random.seed());
            throw new AssertionError("no luck");
        }

        @Test
        void passes(SeededRandom random) {
            SEEDS.add(random.seed());
        }

        @Test
        void failsWithoutRandomness() {
            throw new AssertionError("nothing to do with luck");
        }
    }

    @Test
    void aFailureTellsItsSeedAndHowToRunItAgain() {
        TestRun run = TestRun.of(Example.class);
        StringWriter text = new StringWriter();
        run.failures().get("fails(SeededRandom)").printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).containsPattern("run it again with -Dsecureconnect.seed=-?[0-9]+");
        assertThat(run.failures().get("failsWithoutRandomness()").getSuppressed())
                .isEmpty();
        assertThat(run.passed()).isEqualTo(1);
    }

    @Test
    void eachTestHasASeedOfItsOwnThatIsTheSameInEveryRun() {
        SEEDS.clear();
        TestRun.of(Example.class);
        assertThat(SEEDS).hasSize(2);
        TestRun.of(Example.class);
        assertThat(SEEDS).hasSize(2);
    }
}
