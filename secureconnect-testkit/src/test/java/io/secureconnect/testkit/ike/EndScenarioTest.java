package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions end by a word, by silence or by surprise; afterwards nothing passes. */
@Seeded
class EndScenarioTest {
    /** Longer than inbound SAs go on receiving what is on its way. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static void assertBlocked(IkePair pair) {
        pair.assertNoSas();
        Flow flow = pair.flow();
        flow.send();
        flow.assertAllLost();
    }

    @Test
    void eitherSideDeletesTheIkeSa(SeededRandom random) {
        for (boolean first : new boolean[] {true, false}) {
            IkePair pair = IkePair.builder(random.split()).build().establish();
            (first ? pair.a() : pair.b()).close();
            pair.settle(GRACE);
            assertThat(pair.a().session().isEnded()).as("%s", pair.transcript()).isTrue();
            assertThat(pair.b().session().isEnded()).as("%s", pair.transcript()).isTrue();
            assertBlocked(pair);
        }
    }

    @Test
    void bothDeleteTheIkeSaAtOnce(SeededRandom random) {
        IkePair pair = IkePair.builder(random).build().establish();
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
            IkePair pair = IkePair.builder(random.split()).build().establish();
            IkeEnd end = first ? pair.a() : pair.b();
            end.deleteChild();
            pair.settle(GRACE);
            pair.assertNoSas();
            end.createChild();
            pair.deliverAll();
            pair.assertAgree();
            Flow flow = pair.flow();
            flow.send();
            flow.assertNoneLost();
        }
    }

    @Test
    void bothDeleteTheChildAtOnce(SeededRandom random) {
        IkePair pair = IkePair.builder(random).build().establish();
        pair.a().deleteChild();
        pair.b().deleteChild();
        pair.settle(GRACE);
        pair.assertNoSas();
        assertThat(pair.a().isEstablished() && pair.b().isEstablished())
                .as("%s", pair.transcript())
                .isTrue();
    }

    @Test
    void aPeerThatIsCutOffIsFoundDeadByItsSilence(SeededRandom random) {
        IkePair pair = IkePair.builder(random).build();
        pair.letFly();
        pair.a().initiate();
        pair.expectGap();
        pair.network().conditions(WireConditions.cut());
        pair.advance(Duration.ofMinutes(5));
        for (IkeEnd end : List.of(pair.a(), pair.b())) {
            assertThat(end.session().isEnded()).as("%s", pair.transcript()).isTrue();
            assertThat(end.faults()).extracting(IkeFault::reason).containsExactly(NegotiationFailure.PEER_DEAD);
        }
        assertBlocked(pair);
    }

    @Test
    void aPeerThatAnswersIsLeftAlone(SeededRandom random) {
        IkePair pair = IkePair.builder(random).build();
        pair.letFly();
        pair.a().initiate();
        pair.network().conditions(WireConditions.perfect().withLoss(0.2));
        pair.advance(Duration.ofMinutes(20));
        pair.assertAgree();
        assertThat(pair.transcript().lines()).anyMatch(line -> line.contains("INFORMATIONAL"));
    }

    @Test
    void aPeerThatForgotTheSessionIsFoundDead(SeededRandom random) {
        IkePair pair = IkePair.builder(random).build().establish();
        pair.b().abandon();
        pair.letFly();
        pair.advance(Duration.ofMinutes(5));
        assertThat(pair.a().session().isEnded()).as("%s", pair.transcript()).isTrue();
        assertBlocked(pair);
    }
}
