package io.secureconnect.core.ike.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.spi.Datagram;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** RFC 7296 §1.4.1, §2.4: the end of children, of IKE SAs and of peers. */
class DeleteAndLivenessTest {
    @Test
    void closingRemovesTheSasAtOnceAndTellsThePeer() {
        Pair pair = Pair.established();
        pair.a.log.clear();
        pair.on(pair.a, s -> s.close(pair.now));
        assertThat(pair.a.log).containsExactly("REMOVE out 0b000001", "REMOVE in 0a000001", "SEND");
        pair.settle();
        assertThat(pair.a.ended && pair.b.ended).as(pair.toString()).isTrue();
        assertThat(pair.b.kernel).isEmpty();
        assertThat(pair.a.failures).isEmpty();
    }

    @Test
    void closingEndsAlsoIfThePeerNeverAnswers() {
        Pair pair = Pair.established();
        pair.on(pair.a, s -> s.close(pair.now));
        pair.lose();
        pair.b.session().abandon(pair.now);
        pair.pass(Duration.ofMinutes(2), false);
        assertThat(pair.a.ended).isTrue();
        assertThat(pair.a.failures).isEmpty();
    }

    @Test
    void aDeletedChildGoesAtBothEndsAndTheIkeSaStays() {
        Pair pair = Pair.established();
        pair.on(pair.b, s -> s.deleteChild(s.children().get(0).inbound(), pair.now));
        pair.settle();
        pair.pass(Duration.ofSeconds(6));
        assertThat(pair.a.kernel).isEmpty();
        assertThat(pair.b.kernel).isEmpty();
        assertThat(pair.a.session().isEstablished()).isTrue();

        pair.on(pair.a, s -> s.createChild(pair.now));
        pair.settle();
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
    }

    @Test
    void aSilentPeerIsAskedAndAnswers() {
        Pair pair = Pair.established();
        int sent = pair.a.sent.size() + pair.b.sent.size();
        pair.pass(Duration.ofSeconds(29));
        assertThat(pair.a.sent.size() + pair.b.sent.size()).isEqualTo(sent);
        pair.pass(Duration.ofSeconds(2));
        assertThat(pair.a.sent.size() + pair.b.sent.size()).isGreaterThan(sent);
        assertThat(pair.a.session().isEstablished()).isTrue();
    }

    @Test
    void aDeadPeersSasAreRemovedAfterAllRepetitions() {
        Pair pair = Pair.established();
        pair.on(pair.b, s -> s.abandon(pair.now));
        pair.a.log.clear();
        pair.pass(Duration.ofMinutes(2), false);
        assertThat(pair.a.log)
                .containsSubsequence("REMOVE out 0b000001", "REMOVE in 0a000001", "FAILED PEER_DEAD", "ENDED");
        assertThat(pair.a.log.stream().filter("SEND"::equals)).hasSize(7);
        assertThat(pair.a.session().wakeAt()).isEmpty();
    }

    @Test
    void aRepeatedRequestGetsTheSameOctetsAgainAndNothingElseHappens() {
        Pair pair = Pair.established();
        pair.on(pair.a, s -> s.deleteChild(s.children().get(0).inbound(), pair.now));
        Datagram request = pair.toB.peek();
        pair.deliverToB();
        Datagram response = pair.toA.peek();
        int effects = pair.b.log.size();
        pair.on(pair.b, s -> s.receive(request, pair.now));
        assertThat(pair.b.log).hasSize(effects + 1);
        assertThat(pair.toA.peekLast()).isEqualTo(response);
    }

    @Test
    void aRequestOutsideOfTheWindowIsIgnored() {
        Pair pair = Pair.established();
        pair.on(pair.a, s -> s.checkLiveness(pair.now));
        Datagram first = pair.toB.peek();
        pair.settle();
        pair.on(pair.a, s -> s.checkLiveness(pair.now));
        pair.settle();
        int effects = pair.b.log.size();
        pair.on(pair.b, s -> s.receive(first, pair.now));
        assertThat(pair.b.log).hasSize(effects);
    }

    @Test
    void anInitiatorThatNeverComesBackIsForgotten() {
        Pair pair = new Pair().begin();
        pair.deliverToB();
        assertThat(pair.b.session().state()).isEqualTo("InitRemoteAuth");
        pair.pass(Duration.ofSeconds(31), false);
        assertThat(pair.b.ended).isTrue();
    }

    @Test
    void aPeerThatNeverAnswersTimesOut() {
        Pair pair = new Pair().begin();
        pair.lose();
        pair.pass(Duration.ofMinutes(1), false);
        assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.PEER_TIMEOUT);
        assertThat(pair.a.ended).isTrue();
        assertThat(pair.a.sent).hasSize(7).containsOnly(pair.a.sent.get(0));
    }
}
