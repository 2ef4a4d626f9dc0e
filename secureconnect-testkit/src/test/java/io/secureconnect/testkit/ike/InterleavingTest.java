package io.secureconnect.testkit.ike;

import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Both ends begin things at random moments while messages are held back, lost and repeated at random. Whatever happens on
 * the way, afterwards both agree on one IKE SA and one child, and no packet got lost.
 *
 * <p>{@code -Dsecureconnect.interleavings=N} runs more of them.
 */
@Seeded
class InterleavingTest {
    private static final int RUNS = Integer.getInteger("secureconnect.interleavings", 150);
    private static final int STEPS = 60;
    private static final List<Consumer<IkeEnd>> KEEPING =
            List.of(IkeEnd::rekeyChild, IkeEnd::rekeyChild, IkeEnd::rekeyIke, IkeEnd::checkLiveness);
    private static final List<Consumer<IkeEnd>> ENDING =
            List.of(IkeEnd::rekeyChild, IkeEnd::rekeyIke, IkeEnd::deleteChild, IkeEnd::createChild, IkeEnd::close);

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
        pair.advance(Duration.ofMinutes(2));
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
            IkePair pair = IkePair.builder(own.split()).build().establish();
            Flow flow = pair.flow();
            run(pair, own, KEEPING);
            pair.assertAgree();
            flow.send();
            flow.assertNoneLost();
        }
    }

    @Test
    void withDeletesInBetweenBothEndsHoldTheSame(SeededRandom random) {
        for (int i = 0; i < RUNS; i++) {
            SeededRandom own = random.split();
            IkePair pair = IkePair.builder(own.split()).build().establish();
            pair.allowGaps();
            run(pair, own, ENDING);
            pair.assertMirrored();
        }
    }
}
