package io.secureconnect.core.ike.v1.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.Spi;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Children and ISAKMP SAs take the place of others, and no packet is lost. */
class RekeyTest {
    @Test
    void aRekeyedChildReplacesTheOldOneMakeBeforeBreak() {
        IsakmpPair pair = IsakmpPair.established();
        Spi old = pair.a.serving();
        pair.on(pair.a, s -> s.rekeyChild(old, pair.now));
        while (pair.deliverToB() || pair.deliverToA()) {
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
            assertThat(pair.isAllReceived()).as(pair.toString()).isTrue();
        }
        pair.pass(Duration.ofMinutes(2));
        assertThat(pair.a.serving()).isNotEqualTo(old);
        assertThat(pair.a.kernel).hasSize(2);
        assertThat(pair.b.kernel).hasSize(2);
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void whoBeganTheRekeyingSendsByTheOldChildUntilThePeerHadTimeForTheLastMessage() {
        IsakmpPair pair = IsakmpPair.established();
        IsakmpEnd.Installed before = pair.a.sending().orElseThrow();
        pair.on(pair.a, s -> s.rekeyChild(pair.a.serving(), pair.now));
        pair.deliverToB();
        pair.deliverToA(); // message 3 is under way, and B does not know yet
        assertThat(pair.a.sending().orElseThrow()).isEqualTo(before);
        pair.settle();
        assertThat(pair.a.sending().orElseThrow()).isEqualTo(before);
        pair.pass(Duration.ofMillis(1100));
        assertThat(pair.a.sending().orElseThrow()).isNotEqualTo(before);
        assertThat(pair.a.sas(Direction.OUTBOUND)).hasSize(1);
    }

    @Test
    void aLostThirdMessageIsSentAgainForTheRepeatedSecond() {
        IsakmpPair pair = IsakmpPair.established();
        pair.on(pair.a, s -> s.rekeyChild(pair.a.serving(), pair.now));
        pair.deliverToB();
        pair.deliverToA();
        pair.lose();
        pair.pass(Duration.ofSeconds(2));
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        assertThat(pair.b.sas(Direction.OUTBOUND)).hasSize(1);
        assertThat(pair.b.session().state()).isEqualTo("Idle");
    }

    @Test
    void childrenAreReplacedInTimeByOneEnd() {
        IsakmpPair pair = IsakmpPair.established();
        Spi old = pair.a.serving();
        pair.pass(Duration.ofMinutes(52));
        assertThat(pair.a.serving()).isNotEqualTo(old);
        assertThat(pair.a.kernel).hasSize(2);
        assertThat(pair.b.kernel).hasSize(2);
        assertThat(pair.a.failures).isEmpty();
    }

    @Test
    void aDayOfRekeyingLeavesOnePairOfSas() {
        IsakmpPair pair = IsakmpPair.established();
        for (int hour = 0; hour < 24; hour++) {
            pair.pass(Duration.ofHours(1));
            assertThat(pair.isPassingBothWays()).as(hour + ": " + pair).isTrue();
        }
        pair.pass(Duration.ofMinutes(2));
        assertThat(pair.a.kernel.size()).isLessThanOrEqualTo(3);
        assertThat(pair.a.failures).isEmpty();
        assertThat(pair.b.failures).isEmpty();
        assertThat(pair.a.session().localSpis().size()).isLessThanOrEqualTo(2);
    }

    @Test
    void simultaneousRekeyingsLeaveOneChildServing() {
        for (int seed = 0; seed < 20; seed++) {
            IsakmpPair pair = IsakmpPair.established(seed);
            pair.on(pair.a, s -> s.rekeyChild(pair.a.serving(), pair.now));
            pair.on(pair.b, s -> s.rekeyChild(pair.b.serving(), pair.now));
            pair.settle();
            pair.pass(Duration.ofMinutes(3));
            assertThat(pair.isPassingBothWays()).as(seed + ": " + pair).isTrue();
            assertThat(pair.isAllReceived()).as(seed + ": " + pair).isTrue();
            assertThat(pair.a.kernel).as(seed + ": " + pair).hasSize(2);
            assertThat(pair.b.kernel).as(seed + ": " + pair).hasSize(2);
            assertThat(pair.a.failures).isEmpty();
            assertThat(pair.b.failures).isEmpty();
        }
    }

    @Test
    void phaseOneIsReplacedInTimeAndChildrenStay() {
        IsakmpPair pair = new IsakmpPair();
        pair.termsA.ikeLifetime = Duration.ofMinutes(20);
        pair.begin().settle();
        Set<Long> cookies = pair.a.session().localSpis();
        Spi child = pair.a.serving();
        pair.pass(Duration.ofMinutes(19));
        assertThat(pair.a.session().localSpis()).as(pair.toString()).hasSize(1).isNotEqualTo(cookies);
        assertThat(pair.b.session().localSpis()).hasSize(1);
        assertThat(pair.a.serving()).isEqualTo(child);
        assertThat(pair.a.kernel).hasSize(2);
        assertThat(pair.a.established).isEqualTo(1);
        pair.pass(Duration.ofMinutes(40));
        assertThat(pair.isPassingBothWays()).isTrue();
        assertThat(pair.a.failures).isEmpty();
        assertThat(pair.b.failures).isEmpty();
    }

    @Test
    void bothReplacePhaseOneAtOnceAndOneIsakmpSaStays() {
        for (int seed = 0; seed < 10; seed++) {
            IsakmpPair pair = IsakmpPair.established(seed);
            pair.on(pair.a, s -> s.rekeyPhaseOne(pair.now));
            pair.on(pair.b, s -> s.rekeyPhaseOne(pair.now));
            pair.settle();
            pair.pass(Duration.ofMinutes(2));
            assertThat(pair.a.session().localSpis()).as(seed + ": " + pair).hasSize(1);
            assertThat(pair.b.session().localSpis()).as(seed + ": " + pair).hasSize(1);
            pair.on(pair.b, s -> s.rekeyChild(pair.b.serving(), pair.now));
            pair.settle();
            assertThat(pair.isPassingBothWays()).isTrue();
        }
    }

    @Test
    void whoRenewsMakesBothPhasesAnewAndOnlyThenTheOldOnesGo() {
        IsakmpPair pair = IsakmpPair.established();
        Spi old = pair.a.serving();
        Set<Long> cookies = pair.a.session().localSpis();
        pair.termsA.esp = List.of(EspProposal.parse("aes128gcm16"), EspProposal.AES_256_GCM);
        pair.termsB.esp = pair.termsA.esp;
        pair.on(pair.a, s -> s.renew(pair.now));
        while (pair.deliverToB() || pair.deliverToA()) {
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        }
        pair.pass(Duration.ofMinutes(2));
        assertThat(pair.a.established).as(pair.toString()).isEqualTo(2);
        assertThat(pair.a.serving()).isNotEqualTo(old);
        assertThat(pair.a.session().localSpis()).hasSize(1).isNotEqualTo(cookies);
        assertThat(pair.a.session().children().get(0).parameters().proposal())
                .isEqualTo(EspProposal.parse("aes128gcm16"));
        assertThat(pair.a.kernel).hasSize(2);
        assertThat(pair.b.kernel).hasSize(2);
    }

    @Test
    void aRenewalThatFailsIsToldAndLeavesWhatThereIs() {
        IsakmpPair pair = IsakmpPair.established();
        pair.termsA.key = "a new key, which B has not got yet";
        pair.on(pair.a, s -> s.renew(pair.now));
        pair.settle();
        pair.pass(Duration.ofMinutes(1));
        assertThat(pair.a.reasons()).as(pair.toString()).containsExactly(NegotiationFailure.AUTHENTICATION_FAILED);
        assertThat(pair.a.ended).isFalse();
        assertThat(pair.isPassingBothWays()).isTrue();
        assertThat(pair.a.session().localSpis()).hasSize(1);
    }

    @Test
    void aRekeyingThatIsRefusedIsTriedAgainAndTheChildGoesOn() {
        IsakmpPair pair = IsakmpPair.established();
        Spi old = pair.a.serving();
        pair.termsB.esp = List.of(EspProposal.parse("aes256-sha256"));
        pair.on(pair.a, s -> s.rekeyChild(old, pair.now));
        pair.settle();
        assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.NO_ESP_PROPOSAL);
        assertThat(pair.a.serving()).isEqualTo(old);
        pair.termsB.esp = pair.termsA.esp;
        pair.pass(Duration.ofSeconds(25));
        assertThat(pair.a.serving()).isNotEqualTo(old);
        assertThat(pair.isPassingBothWays()).isTrue();
    }
}
