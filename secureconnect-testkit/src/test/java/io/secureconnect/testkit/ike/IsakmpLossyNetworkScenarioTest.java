package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.net.Leaks;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Over networks that lose, delay, repeat and reorder, the two agree all the same, and nothing passes in clear. */
@Seeded
class IsakmpLossyNetworkScenarioTest {
    private static final WireConditions BAD = WireConditions.perfect()
            .withLoss(0.15)
            .withDelay(Duration.ofMillis(40))
            .withDuplication(0.1)
            .withReordering(0.2, Duration.ofMillis(300));
    private static final Duration AFTERWARDS = Duration.ofMinutes(3);

    private static IkePair pair(SeededRandom random) {
        return IkePair.builder(random)
                .version(IkeVersion.IKEV1)
                .terms(terms -> terms.ike("aes256-sha256-ecp256"))
                .build();
    }

    /** What comes of it once the network is good again: one ISAKMP SA, one child, every packet as ESP. */
    private static void assertComesRight(IkePair pair) {
        pair.network().conditions(WireConditions.perfect());
        pair.advance(AFTERWARDS);
        pair.assertServed();
        Flow flow = pair.flow();
        flow.send();
        flow.assertNoneLost();
        assertThat(Leaks.between(pair.a().path()).in(pair.network().log()))
                .as("in clear is IKE alone")
                .allMatch(entry -> entry.packet().destinationPort().orElse(0) == 500);
    }

    @Test
    void theTwoAgreeOverABadNetwork(SeededRandom random) {
        for (int i = 0; i < 40; i++) {
            IkePair pair = pair(random.split());
            pair.network().conditions(BAD);
            pair.letFly();
            pair.a().initiate();
            pair.advance(Duration.ofMinutes(1));
            assertComesRight(pair);
        }
    }

    @Test
    void bothBeginOverABadNetwork(SeededRandom random) {
        for (int i = 0; i < 40; i++) {
            IkePair pair = pair(random.split());
            pair.network().conditions(BAD);
            pair.letFly();
            pair.a().initiate();
            pair.b().initiate();
            pair.advance(Duration.ofMinutes(1));
            assertComesRight(pair);
        }
    }

    @Test
    void rekeysComeThroughABadNetwork(SeededRandom random) {
        List<Consumer<IkeEnd>> actions = List.of(IkeEnd::rekeyChild, IkeEnd::rekeyIke, IkeEnd::renew);
        for (int i = 0; i < 40; i++) {
            SeededRandom chance = random.split();
            IkePair pair = pair(chance.split());
            pair.letFly();
            pair.a().initiate();
            pair.network().conditions(BAD);
            for (int turn = 0; turn < 6; turn++) {
                actions.get(chance.below(actions.size())).accept(chance.below(2) == 0 ? pair.a() : pair.b());
                pair.advance(Duration.ofSeconds(chance.below(60)));
            }
            assertComesRight(pair);
        }
    }

    @Test
    void restartsComeThroughABadNetwork(SeededRandom random) {
        for (int i = 0; i < 20; i++) {
            SeededRandom chance = random.split();
            IkePair pair = pair(chance.split());
            pair.allowGaps();
            pair.letFly();
            pair.a().initiate();
            pair.network().conditions(BAD);
            for (int turn = 0; turn < 3; turn++) {
                IkeEnd end = chance.below(2) == 0 ? pair.a() : pair.b();
                pair.advance(Duration.ofSeconds(chance.below(30)));
                if (!end.isIdle()) {
                    end.abandon();
                }
                end.initiate();
            }
            pair.advance(Duration.ofMinutes(1));
            assertComesRight(pair);
        }
    }
}
