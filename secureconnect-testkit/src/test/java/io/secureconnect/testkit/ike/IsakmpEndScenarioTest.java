package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stands between two ends goes by a delete, by silence or by a restart; nothing passes in clear meanwhile. */
@Seeded
class IsakmpEndScenarioTest {
    /** Longer than inbound SAs go on receiving what is on its way. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static IkePair pair(SeededRandom random) {
        return IkePair.builder(random)
                .version(IkeVersion.IKEV1)
                .terms(terms -> terms.ike("aes256-sha256-ecp256"))
                .build();
    }

    private static void assertBlocked(IkePair pair) {
        pair.assertNoSas();
        Flow flow = pair.flow();
        flow.send();
        flow.assertAllLost();
    }

    private static void assertFlows(IkePair pair) {
        Flow flow = pair.flow();
        flow.send();
        flow.assertNoneLost();
        flow.stop();
    }

    @Test
    void eitherSideCloses(SeededRandom random) {
        for (boolean first : new boolean[] {true, false}) {
            IkePair pair = pair(random.split()).establish();
            (first ? pair.a() : pair.b()).close();
            pair.settle(GRACE);
            assertThat(pair.a().session().isEnded()).as("%s", pair.transcript()).isTrue();
            assertThat(pair.b().session().isEnded()).as("%s", pair.transcript()).isTrue();
            assertBlocked(pair);
        }
    }

    @Test
    void bothCloseAtOnce(SeededRandom random) {
        IkePair pair = pair(random).establish();
        pair.a().close();
        pair.b().close();
        pair.settle(GRACE);
        assertThat(pair.a().session().isEnded() && pair.b().session().isEnded())
                .as("%s", pair.transcript())
                .isTrue();
        assertBlocked(pair);
    }

    @Test
    void eitherSideDeletesTheChildAndMakesAnother(SeededRandom random) {
        for (boolean first : new boolean[] {true, false}) {
            IkePair pair = pair(random.split()).establish();
            IkeEnd end = first ? pair.a() : pair.b();
            Spi before = end.child().inbound();
            end.deleteChild();
            pair.deliverAll();
            end.createChild();
            pair.settle(GRACE);
            pair.assertAgree();
            assertThat(end.child().inbound()).isNotEqualTo(before);
            assertFlows(pair);
        }
    }

    @Test
    void aPeerThatIsCutOffIsFoundDeadByItsSilence(SeededRandom random) {
        IkePair pair = pair(random);
        pair.letFly();
        pair.a().initiate();
        pair.assertAgree();
        pair.expectGap();
        pair.network().conditions(WireConditions.cut());
        pair.advance(Duration.ofMinutes(5));
        for (IkeEnd end : List.of(pair.a(), pair.b())) {
            assertThat(end.session().isEnded()).as("%s", pair.transcript()).isTrue();
            assertThat(end.faults())
                    .as("%s", pair.transcript())
                    .extracting(IkeFault::reason)
                    .containsExactly(NegotiationFailure.PEER_DEAD);
        }
        assertBlocked(pair);
    }

    @Test
    void aPeerThatAnswersIsLeftAlone(SeededRandom random) {
        IkePair pair = pair(random);
        pair.letFly();
        pair.a().initiate();
        pair.network().conditions(WireConditions.perfect().withLoss(0.05));
        pair.advance(Duration.ofMinutes(20));
        pair.network().conditions(WireConditions.perfect());
        pair.advance(Duration.ofMinutes(2));
        pair.assertAgree();
        assertThat(pair.a().faults()).isEmpty();
        assertThat(pair.transcript().lines()).anyMatch(line -> line.contains("N(R-U-THERE-ACK)"));
    }

    @Test
    void aPeerThatForgotTheSessionIsDoubtedAndMetAnew(SeededRandom random) {
        for (boolean first : new boolean[] {true, false}) {
            IkePair pair = pair(random.split()).establish();
            IkeEnd end = first ? pair.a() : pair.b();
            Set<Long> before = pair.a().session().localSpis();
            end.abandon();
            pair.letFly();
            pair.advance(Duration.ofMinutes(5));
            pair.assertAgree();
            assertThat(pair.a().session().localSpis()).doesNotContainAnyElementsOf(before);
            assertFlows(pair);
        }
    }

    @Test
    void eitherEndComesBackAfterItForgotEverything(SeededRandom random) {
        for (boolean first : new boolean[] {true, false}) {
            IkePair pair = pair(random.split()).establish();
            IkeEnd end = first ? pair.a() : pair.b();
            IkeEnd other = first ? pair.b() : pair.a();
            Set<Long> before = other.session().localSpis();
            end.abandon();
            end.initiate();
            pair.settle(Duration.ofMinutes(1));
            pair.assertAgree();
            assertThat(other.session().localSpis()).doesNotContainAnyElementsOf(before);
            assertFlows(pair);
        }
    }

    @Test
    void bothBeginAtOnceAndOneServes(SeededRandom random) {
        for (int order = 0; order < 64; order++) {
            IkePair pair = pair(random.split());
            pair.a().initiate();
            pair.b().initiate();
            for (int i = 0; i < 6 && !pair.flights().isEmpty(); i++) {
                IkeEnd preferred = (order >> i & 1) == 0 ? pair.a() : pair.b();
                pair.flights().stream()
                        .filter(flight -> flight.from() == preferred)
                        .findFirst()
                        .orElseGet(pair::next)
                        .deliver();
            }
            Flow flow = pair.flow();
            flow.stop();
            pair.settle(Duration.ofMinutes(2));
            pair.assertAgree();
            flow.send();
            flow.assertNoneLost();
        }
    }
}
