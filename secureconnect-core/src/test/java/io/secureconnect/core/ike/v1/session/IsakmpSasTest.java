package io.secureconnect.core.ike.v1.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which of several ISAKMP SAs is used, and which go. */
class IsakmpSasTest {
    private static Set<Long> current(IsakmpEnd end) {
        return end.session().association().isakmpSas().current().stream()
                .map(sa -> sa.cookies().initiator())
                .collect(Collectors.toSet());
    }

    @Test
    void theYoungestIsUsedByBothEnds() {
        IsakmpPair pair = IsakmpPair.established();
        Set<Long> first = current(pair.a);
        pair.on(pair.a, s -> s.rekeyPhaseOne(pair.now)).settle();
        assertThat(current(pair.a)).isNotEqualTo(first).isEqualTo(current(pair.b));
    }

    @Test
    void ofTwoThatCrossedBothEndsUseTheSameOne() {
        for (int seed = 0; seed < 12; seed++) {
            IsakmpPair pair = IsakmpPair.established(seed);
            pair.on(pair.a, s -> s.rekeyPhaseOne(pair.now));
            pair.on(pair.b, s -> s.rekeyPhaseOne(pair.now));
            pair.settle();
            assertThat(pair.a.session().localSpis()).hasSize(3);
            assertThat(current(pair.a)).as(seed + ": " + pair).isEqualTo(current(pair.b));
        }
    }

    @Test
    void thoseThatAreReplacedGoWhenTheOtherEndSurelyKnows() {
        IsakmpPair pair = IsakmpPair.established();
        pair.on(pair.a, s -> s.rekeyPhaseOne(pair.now)).settle();
        pair.pass(Duration.ofSeconds(40));
        assertThat(pair.a.session().localSpis()).hasSize(2);
        pair.pass(Duration.ofSeconds(10));
        assertThat(pair.a.session().localSpis()).hasSize(1);
        assertThat(pair.b.session().localSpis()).hasSize(1);
    }

    @Test
    void oneThatNothingReplacedEndsAtItsTimeAndChildrenStay() {
        IsakmpPair pair = new IsakmpPair();
        pair.termsA.ikeLifetime = Duration.ofMinutes(10);
        pair.begin().settle();
        pair.termsA.credentials = false; // so that no other can be made
        pair.termsB.credentials = false;
        pair.pass(Duration.ofMinutes(11));
        assertThat(pair.a.session().localSpis()).as(pair.toString()).isEmpty();
        assertThat(pair.a.session().isEstablished()).isTrue();
        assertThat(pair.a.session().proposal()).isPresent();
        assertThat(pair.isPassingBothWays()).isTrue();
        pair.termsA.credentials = true;
        pair.termsB.credentials = true;
        pair.pass(Duration.ofMinutes(2));
        assertThat(pair.a.session().localSpis()).as(pair.toString()).hasSize(1);
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void aPeerThatMakesOneAfterTheOtherIsHeldToFew() {
        IsakmpPair pair = IsakmpPair.established();
        for (int i = 0; i < 20; i++) {
            pair.on(pair.a, s -> s.rekeyPhaseOne(pair.now)).settle();
        }
        assertThat(pair.b.session().localSpis()).hasSizeLessThanOrEqualTo(8);
        assertThat(pair.a.session().localSpis()).hasSizeLessThanOrEqualTo(8);
        pair.on(pair.b, s -> s.rekeyChild(pair.b.serving(), pair.now)).settle();
        pair.pass(Duration.ofMinutes(2));
        assertThat(pair.isPassingBothWays()).isTrue();
        assertThat(pair.b.session().localSpis()).hasSize(1);
    }
}
