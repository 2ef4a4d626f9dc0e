package io.secureconnect.core.ike.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.Spi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 7296 §1.3.3, §2.8: a child takes the place of another without a lost packet. */
class ChildRekeyTest {
    private static Spi inbound(End end) {
        return end.session().children().get(0).inbound();
    }

    @Test
    void initiatorInstallsBothThenRemovesItsOldOutboundAndDeletes() {
        Pair pair = Pair.established();
        pair.a.log.clear();
        pair.b.log.clear();
        Spi old = inbound(pair.a);

        pair.on(pair.a, s -> s.rekeyChild(old, pair.now));
        pair.settle();

        assertThat(pair.a.log)
                .containsExactly("SEND", "INSTALL in 0a000002", "INSTALL out 0b000002", "REMOVE out 0b000001", "SEND");
        assertThat(pair.b.log)
                .containsExactly("INSTALL in 0b000002", "SEND", "INSTALL out 0a000002", "REMOVE out 0a000001", "SEND");
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void everyPacketSentIsDecryptedAfterEachMessage() {
        Pair pair = Pair.established();
        pair.on(pair.a, s -> s.rekeyChild(inbound(pair.a), pair.now));
        do {
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        } while (pair.deliverToB() | pair.deliverToA());
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void oldInboundSasStayForAGraceAndThenGo() {
        Pair pair = Pair.established();
        pair.on(pair.b, s -> s.rekeyChild(inbound(pair.b), pair.now));
        pair.settle();
        assertThat(pair.a.sas(Direction.INBOUND)).hasSize(2);
        assertThat(pair.b.sas(Direction.INBOUND)).hasSize(2);

        pair.pass(Duration.ofSeconds(6));

        assertThat(pair.a.kernel).hasSize(2);
        assertThat(pair.b.kernel).hasSize(2);
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void keysOfAChildAreNeverThoseOfAnother() {
        Pair pair = Pair.established();
        End.Installed before = pair.a.sending().orElseThrow();
        pair.on(pair.a, s -> s.rekeyChild(inbound(pair.a), pair.now));
        pair.settle();
        assertThat(pair.a.sending().orElseThrow().key()).isNotEqualTo(before.key());
    }

    @Test
    void aChildIsReplacedByItselfBeforeItsSoftLimit() {
        Pair pair = Pair.established();
        Spi first = inbound(pair.a);
        pair.pass(Duration.ofMinutes(50));
        assertThat(inbound(pair.a)).isNotEqualTo(first);
        assertThat(pair.a.kernel).hasSize(2);
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
    }

    @Test
    void manyHoursOfRekeyingLeaveOneChildAndNoSpiSetAside() {
        Pair pair = Pair.established();
        pair.pass(Duration.ofHours(30));
        assertThat(pair.a.kernel).as(pair.toString()).hasSize(2);
        assertThat(pair.b.kernel).hasSize(2);
        assertThat(pair.a.reserved).isEmpty();
        assertThat(pair.b.reserved).isEmpty();
        assertThat(pair.a.failures).isEmpty();
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void withoutPerfectForwardSecrecyNoKeyExchangeIsMade() {
        Pair pair = new Pair();
        pair.termsA.pfs = false;
        pair.termsB.pfs = false;
        pair.begin().settle();
        int sent = pair.a.sent.size();
        pair.on(pair.a, s -> s.rekeyChild(inbound(pair.a), pair.now));
        assertThat(pair.a.sent.get(sent).payload().length()).isLessThan(250);
        pair.settle();
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void aPeerWithoutAKeyExchangeIsRefusedWherePolicyAsksForOne() {
        Pair pair = new Pair();
        pair.termsA.pfs = false;
        pair.begin().settle();
        pair.on(pair.a, s -> s.rekeyChild(inbound(pair.a), pair.now));
        pair.settle();
        assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.NO_ESP_PROPOSAL);
        assertThat(pair.b.reasons()).containsExactly(NegotiationFailure.NO_ESP_PROPOSAL);
        assertThat(pair.isPassingBothWays()).isTrue();
        assertThat(pair.a.reserved).isEmpty();
    }

    @Test
    void aDeleteThatNeverComesIsMadeUpForByTheResponder() {
        Pair pair = Pair.established();
        pair.on(pair.a, s -> s.rekeyChild(inbound(pair.a), pair.now));
        pair.deliverToB();
        pair.deliverToA();
        pair.toB.clear();
        pair.pass(Duration.ofMillis(400)); // no repetition yet
        pair.a.session().abandon(pair.now); // the initiator says nothing any more
        pair.now = pair.now.plusSeconds(46);
        pair.on(pair.b, s -> s.wake(pair.now));
        assertThat(pair.b.log).endsWith("INSTALL out 0a000002", "REMOVE out 0a000001", "SEND");
    }

    @Test
    void anExpiredSaTakesItsPartnerAlongAndAnotherChildComes() {
        Pair pair = Pair.established();
        End.Installed out = pair.a.sas(Direction.OUTBOUND).get(0);
        pair.a.kernel.remove(out.sa().id());
        pair.on(pair.a, s -> s.expired(out.sa().id(), pair.now));
        pair.settle();
        assertThat(pair.a.session().children()).as(pair.toString()).hasSize(1);
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void aRefusedSaTakesItsPartnerAlongAndThePeerIsTold() {
        Pair pair = Pair.established();
        End.Installed in = pair.a.sas(Direction.INBOUND).get(0);
        pair.a.kernel.remove(in.sa().id());
        pair.on(pair.a, s -> s.refused(in.sa().id(), "no such cipher", pair.now));
        pair.settle();
        assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.KERNEL_REFUSED);
        assertThat(pair.a.kernel).isEmpty();
        assertThat(pair.b.kernel).as(pair.toString()).isEmpty();
    }

    @Test
    void bothEndsMayUseOtherSuitesAsLongAsOneIsCommon() {
        for (String suite : List.of("aes128gcm16", "chacha20poly1305", "aes256-sha256", "aes128-sha512")) {
            Pair pair = new Pair();
            pair.termsA.esp = List.of(EspProposal.AES_256_GCM, EspProposal.parse(suite));
            pair.termsB.esp = List.of(EspProposal.parse(suite));
            pair.begin().settle();
            assertThat(pair.a.sending().map(i -> i.sa().parameters().proposal().keyword()))
                    .isEqualTo(Optional.of(suite));
            assertThat(pair.isPassingBothWays()).isTrue();
        }
    }
}
