package io.secureconnect.core.ike.v1.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Main mode, and the first quick mode behind it. */
class FirstContactTest {
    @Test
    void mainModeAndQuickModeLeadToOneChild() {
        IsakmpPair pair = IsakmpPair.established();
        assertThat(pair.a.log.stream().map(FirstContactTest::verb))
                .containsExactly("SEND", "SEND", "SEND", "ESTABLISHED", "SEND", "INSTALL in", "SEND", "INSTALL out");
        assertThat(pair.b.log.stream().map(FirstContactTest::verb))
                .containsExactly("SEND", "SEND", "SEND", "ESTABLISHED", "INSTALL in", "SEND", "INSTALL out");
        assertThat(pair.isPassingBothWays()).isTrue();
        assertThat(pair.a.reserved).isEmpty();
        assertThat(pair.b.reserved).isEmpty();
        assertThat(pair.a.session().isEstablished()).isTrue();
        assertThat(pair.b.session().isPerpetual()).isTrue();
        assertThat(pair.a.session().localSpis())
                .hasSize(1)
                .doesNotContainAnyElementsOf(pair.b.session().localSpis());
        assertThat(pair.a.session().initiatorSpi()).isEqualTo(pair.b.session().initiatorSpi());
    }

    private static String verb(String line) {
        return line.startsWith("INSTALL") ? line.substring(0, line.lastIndexOf(' ')) : line;
    }

    @Test
    void perfectForwardSecrecyAndSha2WithCbcWorkToo() {
        IsakmpPair pair = new IsakmpPair();
        for (IsakmpPair.Terms terms : List.of(pair.termsA, pair.termsB)) {
            terms.pfs = true;
            terms.esp = List.of(EspProposal.parse("aes256-sha256"));
        }
        pair.begin().settle();
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
    }

    @Test
    void whatIsLostIsSentAgainByWhoWaits() {
        for (int lost = 0; lost < 9; lost++) {
            IsakmpPair pair = new IsakmpPair(lost).begin();
            for (int delivered = 0; delivered < lost && (pair.deliverToB() || pair.deliverToA()); delivered++) {
                // one after the other
            }
            pair.lose();
            pair.pass(Duration.ofSeconds(3));
            assertThat(pair.isPassingBothWays()).as(lost + ": " + pair).isTrue();
            assertThat(pair.a.failures).isEmpty();
            assertThat(pair.b.failures).isEmpty();
        }
    }

    @Test
    void nobodyAnswersAndTheSessionEnds() {
        IsakmpPair pair = new IsakmpPair().begin();
        pair.pass(Duration.ofMinutes(2), false);
        assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.PEER_TIMEOUT);
        assertThat(pair.a.ended).isTrue();
        assertThat(pair.a.sent).hasSize(7);
        assertThat(pair.a.session().wakeAt()).isEmpty();
    }

    @Test
    void aResponderNobodyGoesOnWithEndsWithoutAWordAndSendsNothingByItself() {
        IsakmpPair pair = new IsakmpPair().begin();
        pair.deliverToB();
        pair.lose();
        pair.pass(Duration.ofMinutes(1), false);
        assertThat(pair.b.sent).hasSize(1);
        assertThat(pair.b.ended).isTrue();
        assertThat(pair.b.failures).isEmpty();
    }

    @Test
    void anotherKeyIsTheReasonAtBothEnds() {
        IsakmpPair pair = new IsakmpPair();
        pair.termsB.key = "another key, of which A knows nothing";
        pair.begin().settle();
        pair.pass(Duration.ofSeconds(4));
        assertThat(pair.a.ended).isTrue();
        pair.pass(Duration.ofSeconds(30));
        assertThat(pair.a.reasons()).as(pair.toString()).containsExactly(NegotiationFailure.AUTHENTICATION_FAILED);
        assertThat(pair.b.reasons()).as(pair.toString()).containsExactly(NegotiationFailure.AUTHENTICATION_FAILED);
        assertThat(pair.a.ended && pair.b.ended).isTrue();
        assertThat(pair.a.kernel).isEmpty();
    }

    /** The responder takes main mode for done, and would keep an ISAKMP SA that nobody else has. */
    @Test
    void aResponderThatIsNotBelievedHearsSo() {
        IsakmpPair pair = new IsakmpPair();
        pair.termsB.seen = Optional.of(pair.termsB.path);
        pair.termsB.path = HostPair.of("192.0.2.99", "192.0.2.1");
        pair.begin().settle();
        assertThat(pair.b.session().isEstablished()).isTrue();
        assertThat(pair.a.session().isEstablished()).isFalse();
        pair.pass(Duration.ofSeconds(4));
        assertThat(pair.a.reasons()).as(pair.toString()).containsExactly(NegotiationFailure.WRONG_IDENTITY);
        assertThat(pair.b.session().localSpis()).as(pair.toString()).isEmpty();
    }

    @Test
    void nothingInCommonForPhaseOneIsTheReason() {
        IsakmpPair pair = new IsakmpPair();
        pair.termsB.ike = List.of(IkeProposal.parse("aes128-sha384-ecp384"));
        pair.begin().settle();
        assertThat(pair.a.reasons()).as("somebody else may have said so").isEmpty();
        pair.pass(Duration.ofSeconds(4));
        assertThat(pair.a.reasons()).as(pair.toString()).containsExactly(NegotiationFailure.NO_IKE_PROPOSAL);
        assertThat(pair.b.reasons()).contains(NegotiationFailure.NO_IKE_PROPOSAL);
        assertThat(pair.a.ended && pair.b.ended).isTrue();
    }

    @Test
    void nothingInCommonForTheChildLeavesPhaseOneAndIsTriedAgain() {
        IsakmpPair pair = new IsakmpPair();
        pair.termsB.esp = List.of(EspProposal.parse("aes256-sha256"));
        pair.begin().settle();
        assertThat(pair.a.reasons()).as(pair.toString()).containsExactly(NegotiationFailure.NO_ESP_PROPOSAL);
        assertThat(pair.a.session().isEstablished()).isTrue();
        assertThat(pair.a.reserved).isEmpty();
        pair.termsB.esp = pair.termsA.esp;
        pair.pass(Duration.ofSeconds(25));
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
    }

    @Test
    void withoutCredentialsNothingIsSent() {
        IsakmpPair pair = new IsakmpPair();
        pair.termsA.credentials = false;
        pair.begin();
        assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.NO_CREDENTIAL);
        assertThat(pair.a.sent).isEmpty();
        assertThat(pair.a.ended).isTrue();
    }

    @Test
    void bothBeginAtOnceAndOneChildServes() {
        for (int seed = 0; seed < 20; seed++) {
            IsakmpPair pair = new IsakmpPair(seed);
            pair.initiate(pair.a, pair.termsA);
            pair.initiate(pair.b, pair.termsB);
            pair.on(pair.a, s -> s.start(pair.now));
            pair.on(pair.b, s -> s.start(pair.now));
            pair.settle();
            pair.pass(Duration.ofMinutes(3));
            assertThat(pair.isPassingBothWays()).as(seed + ": " + pair).isTrue();
            assertThat(pair.isAllReceived()).as(seed + ": " + pair).isTrue();
            assertThat(pair.a.session().localSpis()).as(seed + ": " + pair).hasSize(1);
            assertThat(pair.b.session().localSpis()).as(seed + ": " + pair).hasSize(1);
            pair.pass(Duration.ofHours(1));
            assertThat(pair.a.kernel).as(seed + ": " + pair).hasSize(2);
            assertThat(pair.b.kernel).as(seed + ": " + pair).hasSize(2);
            assertThat(pair.a.failures).isEmpty();
        }
    }

    @Test
    void ofMainModesThatOnlyBeginFourAreKeptAndTheNewestAmongThem() {
        IsakmpPair pair = new IsakmpPair();
        pair.respond(pair.b, pair.termsB);
        for (int i = 0; i < 20; i++) {
            pair.initiate(pair.a, pair.termsA);
            pair.on(pair.a, s -> s.start(pair.now));
            pair.deliverToB();
            assertThat(pair.b.session().localSpis()).hasSizeLessThanOrEqualTo(4);
        }
        pair.settle();
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void theKernelThatGivesNoSpiIsTheReason() {
        IsakmpPair pair = new IsakmpPair();
        pair.a.givesSpis = false;
        pair.begin().settle();
        assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.KERNEL_REFUSED);
        pair.a.givesSpis = true;
        pair.pass(Duration.ofSeconds(25));
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void theKernelThatRefusesAnSaTakesItsPartnerAndThePeersAlong() {
        IsakmpPair pair = IsakmpPair.established();
        pair.on(
                pair.a,
                s -> s.refused(pair.a.sas(Direction.OUTBOUND).get(0).sa().id(), "no", pair.now));
        pair.settle();
        assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.KERNEL_REFUSED);
        assertThat(pair.a.sas(Direction.INBOUND)).isEmpty();
        assertThat(pair.b.sas(Direction.OUTBOUND)).isEmpty();
    }
}
