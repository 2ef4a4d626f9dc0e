package io.secureconnect.core.ike.v1.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.session.SessionTimes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TwinsTest {
    private static final SessionTimes TIMES = SessionTimes.standard();
    private long order;

    private Moment at(int seconds) {
        return new Moment(IsakmpPair.START.plusSeconds(seconds), order++);
    }

    private static Child child(boolean initiator, Moment begun) {
        return new Child(new Spi(0x1000), new Spi(0x2000), EspParameters.standard(), initiator, begun);
    }

    private static Child done(Child child, Moment moment) {
        child.done(moment);
        return child;
    }

    @Test
    void ofTwoByOneEndTheOneBegunFirstIsOlderEvenIfItWasLate() {
        Child one = child(false, at(0));
        Child other = done(child(false, at(1)), at(2));
        done(one, at(3));
        assertThat(Twins.isSurelyOlder(one, other, TIMES)).isTrue();
        assertThat(Twins.isSurelyOlder(other, one, TIMES)).isFalse();
    }

    @Test
    void ofTwoThatCrossedNoneIs() {
        Child own = child(true, at(0));
        Child peers = child(false, at(1));
        done(own, at(2));
        done(peers, at(3));
        assertThat(Twins.isSurelyOlder(own, peers, TIMES)).isFalse();
        assertThat(Twins.isSurelyOlder(peers, own, TIMES)).isFalse();
    }

    @Test
    void whatThisEndBeginsAfterThePeersWasDoneIsYoungerAtOnce() {
        Child peers = done(child(false, at(0)), at(1));
        assertThat(Twins.isSurelyOlder(peers, child(true, at(1)), TIMES)).isTrue();
    }

    @Test
    void whatThePeerBeginsMayBeLateUntilItCannotBeAnyMore() {
        Child own = done(child(true, at(0)), at(1));
        int window = (int) TIMES.awaitedDelete().toSeconds();
        assertThat(Twins.isSurelyOlder(own, child(false, at(window)), TIMES)).isFalse();
        assertThat(Twins.isSurelyOlder(own, child(false, at(window + 2)), TIMES))
                .isTrue();
        assertThat(TIMES.awaitedDelete()).isGreaterThan(Duration.ofSeconds(37));
    }

    @Test
    void oneThatIsNotDoneIsOlderThanNoneOfTheOtherEnd() {
        assertThat(Twins.isSurelyOlder(child(false, at(0)), child(true, at(100)), TIMES))
                .isFalse();
    }
}
