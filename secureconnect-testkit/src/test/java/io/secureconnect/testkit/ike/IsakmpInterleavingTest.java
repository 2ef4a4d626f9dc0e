package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.net.Leaks;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Both ends begin things at random moments while messages are held back, lost and repeated at random. Whatever happens on
 * the way, afterwards one pair of SAs serves, and no packet got lost or passed in clear.
 *
 * <p>{@code -Dsecureconnect.interleavings=N} runs more of them.
 */
@Seeded
@Tag("slow")
class IsakmpInterleavingTest {
    private static final int RUNS = Integer.getInteger("secureconnect.interleavings", 150);
    private static final int STEPS = 60;
    private static final List<Consumer<IkeEnd>> KEEPING =
            List.of(IkeEnd::rekeyChild, IkeEnd::rekeyChild, IkeEnd::rekeyIke, IkeEnd::renew, IkeEnd::checkLiveness);
    private static final List<Consumer<IkeEnd>> ENDING =
            List.of(IkeEnd::rekeyChild, IkeEnd::rekeyIke, IkeEnd::renew, IkeEnd::close, IkeEnd::abandon);

    private static IkePair pair(SeededRandom random) {
        return IkePair.builder(random)
                .version(IkeVersion.IKEV1)
                .terms(terms -> terms.ike("aes256-sha256-ecp256"))
                .build()
                .establish();
    }

    private static void run(IkePair pair, SeededRandom random, List<Consumer<IkeEnd>> actions) {
        for (int step = 0; step < STEPS; step++) {
            int what = random.below(10);
            IkeEnd end = random.below(2) == 0 ? pair.a() : pair.b();
            if (what == 0) {
                actions.get(random.below(actions.size())).accept(end);
            } else if (what == 1) {
                pair.advance(Duration.ofMillis(random.below(1500)));
            } else if (!pair.flights().isEmpty()) {
                meetFate(pair.flights().get(random.below(pair.flights().size())), random.below(10));
            }
        }
        pair.letFly();
        pair.advance(Duration.ofMinutes(3));
        assertThat(Leaks.between(pair.a().path()).in(pair.network().log()))
                .as("in clear is IKE alone")
                .allMatch(entry -> entry.packet().destinationPort().orElse(0) == 500);
    }

    private static void meetFate(Flight flight, int fate) {
        if (fate == 0) {
            flight.drop();
        } else if (fate == 1) {
            flight.duplicate();
        } else {
            flight.deliver();
        }
    }

    @Test
    void rekeysOfBothInAnyOrderEndInOneOfEach(SeededRandom random) {
        for (int i = 0; i < RUNS; i++) {
            SeededRandom own = random.split();
            IkePair pair = pair(own.split());
            Flow flow = pair.flow();
            run(pair, own, KEEPING);
            pair.assertServed();
            flow.send();
            flow.assertNoneLost();
        }
    }

    @Test
    void withEndsInBetweenBothComeBackOrNeither(SeededRandom random) {
        for (int i = 0; i < RUNS; i++) {
            SeededRandom own = random.split();
            IkePair pair = pair(own.split());
            pair.allowGaps();
            run(pair, own, ENDING);
            if (pair.a().isIdle() && pair.b().isIdle()) {
                pair.assertNoSas();
            } else {
                pair.assertServed();
                Flow flow = pair.flow();
                flow.send();
                flow.assertNoneLost();
            }
        }
    }
}
