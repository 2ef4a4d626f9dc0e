package io.secureconnect.core.ike.host;

import static io.secureconnect.core.ike.host.HostFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.api.policy.SaPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When {@code m1} begins a negotiation, and when it leaves that to the peer. */
class WhoBeginsTest {
    private final HostFixture host = new HostFixture();

    @Test
    void theFirstEndBeginsWithinTheSpread() {
        host.want(2, "z1").synchronize();
        assertThat(host.sessions).isEmpty();

        host.advance(Duration.ofSeconds(1));

        assertThat(host.taken()).containsExactly("send IKE_SA_INIT");
        assertThat(host.last().initiator).isTrue();
        assertThat(host.last().local.toString()).isEqualTo("10.0.0.1:500");
        assertThat(host.last().remote.toString()).isEqualTo("10.0.0.2:500");
    }

    @Test
    void manyFirstStartsAreSpread() {
        for (int peer = 2; peer < 42; peer++) {
            host.want(peer, "z" + peer);
        }
        host.synchronize();
        host.advance(Duration.ofMillis(500));

        assertThat(host.sessions).hasSizeBetween(8, 32);
        host.advance(Duration.ofMillis(501));
        assertThat(host.sessions).hasSize(40);
    }

    @Test
    void theOtherEndWaitsForItsPeer() {
        host.want(2, "a1").synchronize();
        host.advance(HostFixture.PATIENCE.minusMillis(1));
        assertThat(host.sessions).isEmpty();

        host.init(2, 1);
        host.receive(host.last(), host.last().establish(0x1000, true));
        host.advance(Duration.ofHours(1));

        assertThat(host.sessions).as("nothing but what the peer began").hasSize(1);
    }

    @Test
    void theOtherEndBeginsIfNobodyComes() {
        host.want(2, "a1").synchronize();

        host.advance(HostFixture.PATIENCE.plus(HostFixture.PATIENCE.dividedBy(2)));

        assertThat(host.sessions).hasSize(1);
        assertThat(host.last().initiator).isTrue();
    }

    @Test
    void whoHadToBeginOnceBeginsAgainWithoutWaiting() {
        host.want(2, "a1").synchronize();
        host.advance(Duration.ofSeconds(15));
        host.receive(host.last(), host.last().establish(0x1000, true));

        host.receive(host.last(), host.last().fail(NegotiationFailure.PEER_DEAD));
        host.advance(Duration.ofSeconds(1));

        assertThat(host.sessions).hasSize(2);
    }

    @Test
    void aPacketThatWaitsMakesTheFirstEndBeginAtOnce() {
        host.want(2, "z1").synchronize();

        host.keep(host.host.acquire(path(2), host.now));

        assertThat(host.sessions).hasSize(1);
        host.advance(Duration.ofSeconds(5));
        assertThat(host.sessions).as("once").hasSize(1);
    }

    @Test
    void aPacketThatWaitsShortensThePatienceOfTheOtherEnd() {
        host.want(2, "a1").synchronize();

        host.keep(host.host.acquire(path(2), host.now));

        assertThat(host.sessions).isEmpty();
        host.advance(Duration.ofSeconds(2));
        assertThat(host.sessions).hasSize(1);
    }

    @Test
    void onlySoManyAreBegunAtOneTimeAndWaitingPacketsGoFirst() {
        HostFixture narrow = new HostFixture(2, 32, 1_000);
        narrow.want(2, "z2").want(3, "z3").want(4, "z4").want(5, "z5").synchronize();
        narrow.advance(Duration.ofSeconds(1));
        assertThat(narrow.sessions).hasSize(2);
        FakeSession one = narrow.sessions.get(0);
        List<Integer> left = new ArrayList<>(List.of(2, 3, 4, 5));
        narrow.sessions.forEach(
                session -> left.remove(Integer.valueOf(session.remote.address().octets()[3])));

        narrow.keep(narrow.host.acquire(path(left.get(1)), narrow.now));
        assertThat(narrow.sessions).hasSize(2);
        narrow.receive(one, one.establish(0x1000, true));

        assertThat(narrow.sessions).hasSize(3);
        assertThat(narrow.last().remote.address()).isEqualTo(path(left.get(1)).remote());
    }

    @Test
    void afterAFailureItWaitsTwiceAsLongEachTime() {
        host.want(2, "z1").synchronize();
        host.advance(Duration.ofSeconds(1));
        List<Duration> waits = new ArrayList<>();
        for (int failure = 0; failure < 12; failure++) {
            host.receive(host.last(), host.last().fail(NegotiationFailure.AUTHENTICATION_FAILED));
            Instant failed = host.now;
            Instant next = host.host.wakeAt().orElseThrow();
            waits.add(Duration.between(failed, next));
            host.advance(Duration.between(failed, next));
        }

        assertThat(host.sessions).hasSize(13);
        assertThat(waits.get(0)).isBetween(Duration.ofMillis(1500), Duration.ofMillis(2500));
        assertThat(waits.get(3)).isBetween(Duration.ofSeconds(12), Duration.ofSeconds(20));
        assertThat(waits.get(11)).isBetween(Duration.ofSeconds(225), Duration.ofSeconds(375));
    }

    @Test
    void aSilentPeerIsAskedAtLeastAboutOnceAMinute() {
        host.want(2, "z1").synchronize();
        host.advance(Duration.ofSeconds(1));
        for (int failure = 0; failure < 12; failure++) {
            host.receive(host.last(), host.last().fail(NegotiationFailure.PEER_TIMEOUT));
            assertThat(Duration.between(host.now, host.host.wakeAt().orElseThrow()))
                    .isLessThanOrEqualTo(Duration.ofSeconds(75));
            host.advance(Duration.between(host.now, host.host.wakeAt().orElseThrow()));
        }
    }

    @Test
    void failuresAreToldAndShownUntilAnIkeSaStands() {
        host.want(2, "z1").synchronize();
        host.advance(Duration.ofSeconds(1));
        host.taken();

        host.receive(host.last(), host.last().fail(NegotiationFailure.NO_IKE_PROPOSAL));

        assertThat(host.taken()).containsExactly("failed NO_IKE_PROPOSAL");
        PathNegotiation failed = host.host.negotiation(path(2)).orElseThrow();
        assertThat(failed.failure().orElseThrow().reason()).isEqualTo(NegotiationFailure.NO_IKE_PROPOSAL);
        assertThat(failed.failure().orElseThrow().at()).isEqualTo(host.now);

        host.advance(Duration.ofSeconds(3));
        host.receive(host.last(), host.last().establish(0x1000, false));
        PathNegotiation standing = host.host.negotiation(path(2)).orElseThrow();
        assertThat(standing.failure()).isEmpty();
        assertThat(standing.established().orElseThrow().initiator()).isTrue();
        assertThat(standing.established().orElseThrow().since()).isEqualTo(host.now);
    }

    @Test
    void withoutACredentialNothingIsSentAndTheReasonShown() {
        host.withCredentials = false;
        host.want(2, "z1").synchronize();
        host.advance(Duration.ofSeconds(1));

        assertThat(host.taken()).containsExactly("failed NO_CREDENTIAL");
        host.withCredentials = true;
        host.advance(Duration.ofSeconds(3));
        assertThat(host.taken()).containsExactly("send IKE_SA_INIT");
    }

    @Test
    void aSuspendedHostBeginsNothingAndAnswersNoStranger() {
        host.want(2, "z1").want(3, "a1").synchronize();
        host.host.suspended(true);
        host.advance(Duration.ofMinutes(1));
        host.init(3, 7);
        assertThat(host.sessions).isEmpty();

        host.host.suspended(false);
        host.advance(Duration.ofMillis(1));
        host.keep(host.host.wake(host.now));
        assertThat(host.sessions).hasSize(2);
    }

    @Test
    void severalPathsToOnePeerBeginWithOneThatMakesContact() {
        host.wishes.put(path(2), HostFixture.wish(path(2), "z1", SaPolicy.standard()));
        host.wishes.put(path(3), HostFixture.wish(path(3), "z1", SaPolicy.standard()));
        host.synchronize();
        host.advance(Duration.ofSeconds(3));
        assertThat(host.sessions)
                .as("the peer forgets all it knew of us with the first")
                .hasSize(1);
        assertThat(host.initialContact.test(host.last().path)).isTrue();

        host.receive(host.last(), host.last().establish(0x1000, false));
        host.advance(Duration.ofSeconds(1));

        assertThat(host.sessions).hasSize(2);
        assertThat(host.initialContact.test(host.last().path)).isFalse();
    }
}
