package io.secureconnect.core.ike.v1.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.Datagram;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Deletes without an answer, peers that are gone, and peers that were. */
class DeleteAndLivenessTest {
    @Test
    void whoClosesTellsThePeerAndBothEndWithoutAnAnswer() {
        IsakmpPair pair = IsakmpPair.established();
        pair.on(pair.b, s -> s.close(pair.now));
        assertThat(pair.b.ended).isTrue();
        assertThat(pair.b.kernel).isEmpty();
        assertThat(pair.toA).hasSize(2);
        pair.settle();
        pair.pass(Duration.ofSeconds(10));
        assertThat(pair.a.kernel).as(pair.toString()).isEmpty();
        assertThat(pair.a.ended).isTrue();
        assertThat(pair.a.failures).isEmpty();
        assertThat(pair.toB).isEmpty();
    }

    @Test
    void aDeletedChildGoesAtBothEndsAndPhaseOneStays() {
        IsakmpPair pair = IsakmpPair.established();
        pair.on(pair.a, s -> s.deleteChild(pair.a.serving(), pair.now));
        pair.settle();
        assertThat(pair.a.kernel).isEmpty();
        assertThat(pair.b.sas(Direction.OUTBOUND)).isEmpty();
        pair.pass(Duration.ofSeconds(10));
        assertThat(pair.b.kernel).isEmpty();
        assertThat(pair.a.session().localSpis()).hasSize(1);
        pair.on(pair.b, s -> s.createChild(pair.now));
        pair.settle();
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void childrenOutliveTheIsakmpSaThatThePeerDeletesAndEachEndMakesAnother() {
        for (boolean byInitiator : new boolean[] {true, false}) {
            IsakmpPair pair = IsakmpPair.established();
            IsakmpEnd end = byInitiator ? pair.a : pair.b;
            deletePhaseOne(pair);
            assertThat(pair.a.session().localSpis()).isEmpty();
            assertThat(pair.b.session().localSpis()).isEmpty();
            assertThat(pair.isPassingBothWays()).isTrue();
            Spi old = end.serving();
            pair.on(end, s -> s.rekeyChild(old, pair.now));
            pair.settle();
            pair.pass(Duration.ofSeconds(12));
            assertThat(end.serving()).as(pair.toString()).isNotEqualTo(old);
            assertThat(pair.isPassingBothWays()).isTrue();
            assertThat(pair.a.failures).isEmpty();
            assertThat(pair.a.established).isEqualTo(1);
        }
    }

    /** As if both clocks ended it, and nothing had replaced it. */
    private static void deletePhaseOne(IsakmpPair pair) {
        for (IsakmpEnd end : new IsakmpEnd[] {pair.a, pair.b}) {
            pair.on(end, s -> s.deletePhaseOne(pair.now));
            pair.lose();
        }
    }

    @Test
    void aDeleteOfTheIsakmpSaIsHonouredAndChildrenStay() {
        IsakmpPair pair = IsakmpPair.established();
        pair.on(pair.a, s -> s.deletePhaseOne(pair.now));
        pair.settle();
        assertThat(pair.b.session().localSpis()).isEmpty();
        assertThat(pair.isPassingBothWays()).isTrue();
        pair.pass(Duration.ofMinutes(2)); // the next look whether the peer lives makes another
        assertThat(pair.a.session().localSpis()).as(pair.toString()).hasSize(1);
        assertThat(pair.b.session().localSpis()).hasSize(1);
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void aSilentPeerIsAskedAndItsAnswerIsEnough() {
        IsakmpPair pair = IsakmpPair.established();
        int before = pair.a.sent.size();
        pair.pass(Duration.ofSeconds(31));
        assertThat(pair.a.sent.size() + pair.b.sent.size()).isGreaterThan(before);
        assertThat(pair.a.session().lastHeard())
                .hasValueSatisfying(at -> assertThat(at).isAfter(IsakmpPair.START));
        pair.pass(Duration.ofMinutes(30));
        assertThat(pair.a.failures).isEmpty();
        assertThat(pair.b.failures).isEmpty();
    }

    @Test
    void aPeerThatAnswersNoMoreIsDeadAndItsSasGo() {
        IsakmpPair pair = IsakmpPair.established();
        pair.pass(Duration.ofMinutes(3), false);
        assertThat(pair.a.reasons()).as(pair.toString()).containsExactly(NegotiationFailure.PEER_DEAD);
        assertThat(pair.b.reasons()).containsExactly(NegotiationFailure.PEER_DEAD);
        assertThat(pair.a.ended && pair.b.ended).isTrue();
        assertThat(pair.a.kernel).isEmpty();
        assertThat(pair.a.reserved).isEmpty();
    }

    @Test
    void aPeerThatLostTheIsakmpSaIsAuthenticatedAnewBeforeItIsTakenForDead() {
        IsakmpPair pair = IsakmpPair.established();
        pair.on(pair.b, s -> s.deletePhaseOne(pair.now));
        pair.lose(); // A does not learn of it
        pair.pass(Duration.ofMinutes(2));
        assertThat(pair.a.failures).as(pair.toString()).isEmpty();
        assertThat(pair.a.session().localSpis()).hasSize(1);
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void aPeerThatStartsAnewSaysSoAndWhatWasBeforeGoesWhenThereIsAnotherChild() {
        for (boolean initiatorStartsAnew : new boolean[] {true, false}) {
            IsakmpPair pair = IsakmpPair.established();
            IsakmpEnd fresh = initiatorStartsAnew ? pair.a : pair.b;
            IsakmpEnd other = initiatorStartsAnew ? pair.b : pair.a;
            IsakmpPair.Terms terms = initiatorStartsAnew ? pair.termsA : pair.termsB;
            fresh.kernel.clear();
            terms.initialContact = true;
            pair.initiate(fresh, terms);
            pair.on(fresh, s -> s.start(pair.now));
            pair.settle();
            assertThat(other.initialContact).as(pair.toString()).isTrue();
            assertThat(pair.isPassingBothWays()).isTrue();
            pair.pass(Duration.ofSeconds(10));
            assertThat(other.kernel).as(pair.toString()).hasSize(2);
            assertThat(other.session().localSpis()).hasSize(1);
            assertThat(other.failures).isEmpty();
        }
    }

    @Test
    void aChildThatTheKernelEndedIsDeletedAndMadeAnew() {
        IsakmpPair pair = IsakmpPair.established();
        SaId id = pair.a.sas(Direction.INBOUND).get(0).sa().id();
        pair.a.kernel.remove(id);
        pair.on(pair.a, s -> s.expired(id, pair.now));
        pair.settle();
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        pair.pass(Duration.ofSeconds(10));
        assertThat(pair.a.kernel).hasSize(2);
        assertThat(pair.b.kernel).hasSize(2);
    }

    @Test
    void aChildThatNothingReplacedEndsAtItsTime() {
        IsakmpPair pair = new IsakmpPair();
        pair.termsA.child = EspParameters.builder()
                .lifetime(SaLifetime.builder().hard(Duration.ofMinutes(10)).build())
                .build();
        pair.begin().settle();
        Spi old = pair.a.serving();
        pair.pass(Duration.ofMinutes(11));
        assertThat(pair.a.serving()).isNotEqualTo(old);
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void whatNobodyVouchesForChangesNothing() {
        IsakmpPair pair = IsakmpPair.established();
        pair.on(pair.a, s -> s.close(pair.now));
        pair.toB.forEach(d -> {
            byte[] octets = d.payload().toArray();
            octets[octets.length - 1] ^= 1;
            pair.hand(pair.b, new Datagram(d.local(), d.remote(), Bytes.wrap(octets)));
        });
        assertThat(pair.b.kernel).hasSize(2);
        assertThat(pair.b.session().localSpis()).hasSize(1);
    }

    @Test
    void abandoningSaysNothing() {
        IsakmpPair pair = IsakmpPair.established();
        pair.on(pair.a, s -> s.abandon(pair.now));
        assertThat(pair.a.ended).isTrue();
        assertThat(pair.a.kernel).isEmpty();
        assertThat(pair.toB).isEmpty();
        assertThat(pair.a.session().wakeAt()).isEmpty();
        assertThat(pair.a.session().renew(pair.now)).isEmpty();
    }
}
