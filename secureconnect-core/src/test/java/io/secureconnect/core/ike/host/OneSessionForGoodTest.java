package io.secureconnect.core.ike.host;

import static io.secureconnect.core.ike.host.HostFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.session.IkeEffect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Paths of IKEv1: one session each, whoever begins and however often; and what happens where policy changes the version. */
class OneSessionForGoodTest {
    private final HostFixture host = new HostFixture(64, 1, 3);

    @Nested
    class Strangers {
        @Test
        void aFirstMessageMakesASessionAndAllFurtherOnesGoToIt() {
            host.want(2, "a1", IkeVersion.IKEV1).synchronize();

            host.mainMode(2, 7);
            host.mainMode(2, 7);
            host.mainMode(2, 8);

            assertThat(host.sessions).hasSize(1);
            assertThat(host.last().perpetual).isTrue();
            assertThat(host.last().initiator).isFalse();
            assertThat(host.last().asked).containsExactly("receive", "receive", "receive");
        }

        @Test
        void whereNoPairNeedsItItIsCountedAndNotAnswered() {
            host.want(2, "a1").synchronize();

            assertThat(host.mainMode(2, 7)).isEmpty();
            assertThat(host.mainMode(9, 7)).isEmpty();

            assertThat(host.sessions).isEmpty();
            assertThat(host.host.counters())
                    .containsEntry("ikeUnknownVersion", 1L)
                    .containsEntry("ikeUnknownPeer", 1L);
        }

        @Test
        void aPathOfIkev1TakesNoIkev2() {
            host.want(2, "a1", IkeVersion.IKEV1).synchronize();

            assertThat(host.init(2, 7)).isEmpty();

            assertThat(host.sessions).isEmpty();
            assertThat(host.host.counters()).containsEntry("ikeUnknownVersion", 1L);
        }

        @Test
        void nothingButMainModeBeginsAndAnUnknownSaIsNotAnswered() {
            host.want(2, "a1", IkeVersion.IKEV1).synchronize();

            for (int exchange = 0; exchange < 256; exchange++) {
                if (exchange != HostFixture.MAIN_MODE) {
                    host.keep(host.host.receive(HostFixture.isakmp(path(2).remote(), exchange, 7, 0), host.now));
                }
                host.keep(host.host.receive(HostFixture.isakmp(path(2).remote(), exchange, 7, 9), host.now));
            }
            host.mainMode(2, 0);

            assertThat(host.effects).isEmpty();
            assertThat(host.sessions).isEmpty();
            assertThat(host.host.counters()).containsEntry("ikeMalformed", 256L).containsEntry("ikeUnknownSpi", 256L);
        }

        @Test
        void halfOpenOnesAreLimitedAndNoCookieIsAskedFor() {
            for (int peer = 2; peer < 8; peer++) {
                host.want(peer, "a" + peer, IkeVersion.IKEV1);
            }
            host.synchronize();
            for (int peer = 2; peer < 8; peer++) {
                assertThat(host.mainMode(peer, peer)).isEmpty();
            }

            assertThat(host.sessions).hasSize(3);
            assertThat(host.host.counters()).containsEntry("ikeHalfOpenRefused", 3L);

            host.receive(host.last(), host.last().fail(NegotiationFailure.PEER_TIMEOUT));
            host.mainMode(7, 7);
            assertThat(host.sessions).as("one that ended makes room").hasSize(4);
        }

        @Test
        void aSuspendedHostLetsNobodyInAndGoesOnWithWhatStands() {
            FakeSession standing = standing("a1");
            host.want(3, "a2", IkeVersion.IKEV1).synchronize(sas(standing));
            host.host.suspended(true);
            int heard = standing.asked.size();

            host.mainMode(3, 7);
            host.mainMode(2, 8);

            assertThat(host.sessions).hasSize(1);
            assertThat(standing.asked).hasSize(heard + 1);
            assertThat(host.host.counters()).containsEntry("ikeNotAnswered", 1L);
        }
    }

    @Test
    void messagesFindTheirSessionByEitherCookie() {
        FakeSession session = standing("z1");
        int heard = session.asked.size();

        host.keep(host.host.receive(HostFixture.isakmp(path(2).remote(), 5, session.spi, 0xbeef), host.now));
        host.keep(host.host.receive(HostFixture.isakmp(path(2).remote(), 5, 0xbeef, session.spi), host.now));

        assertThat(session.asked).hasSize(heard + 2);
    }

    @Test
    void acrossVersionsNoSessionIsFound() {
        FakeSession session = standing("z1");
        int heard = session.asked.size();

        host.init(2, session.spi);

        assertThat(session.asked).hasSize(heard);
    }

    @Test
    void outdatedCredentialsAreRenewedOnTheSameSession() {
        FakeSession session = standing("z1");
        host.credentials.put("z1", "second");
        host.synchronize(sas(session));
        host.advance(Duration.ofSeconds(2));
        assertThat(session.asked).contains("renew");
        assertThat(host.sessions).hasSize(1);

        host.receive(session, established());
        host.synchronize(sas(session));
        host.advance(Duration.ofMinutes(2));
        assertThat(times(session, "renew")).as("the new ones are proved").isEqualTo(1);
        assertThat(session.asked).doesNotContain("close", "abandon");
    }

    @Test
    void aSessionAsksForTheTermsThatHoldNow() {
        FakeSession session = standing("z1");
        SaPolicy other = SaPolicy.builder().ikeLifetime(Duration.ofHours(1)).build();
        host.wishes.put(path(2), HostFixture.wish(path(2), "z1", IkeVersion.IKEV1, other));
        host.synchronize(sas(session));

        assertThat(session.wish.get().ikeLifetime()).isEqualTo(Duration.ofHours(1));
        host.advance(Duration.ofSeconds(2));
        assertThat(session.asked).contains("renew");
    }

    @Test
    void aRenewalThatFailsIsToldAndTriedAgain() {
        FakeSession session = standing("z1");
        host.credentials.put("z1", "second");
        host.synchronize(sas(session));
        host.advance(Duration.ofSeconds(2));
        host.taken();
        host.receive(session, List.of(session.failed(NegotiationFailure.AUTHENTICATION_FAILED)));

        assertThat(host.taken()).containsExactly("failed AUTHENTICATION_FAILED");
        host.advance(Duration.ofSeconds(3));
        assertThat(times(session, "renew")).isEqualTo(2);
        assertThat(session.ended).isFalse();
    }

    /** Otherwise a host with many peers would begin with no more of them after so many failures. */
    @Test
    void whatFailsOrEndsMakesRoomForOthersToBegin() {
        HostFixture narrow = new HostFixture(1, 1, 3);
        narrow.want(2, "z1", IkeVersion.IKEV1).synchronize();
        narrow.advance(Duration.ofSeconds(1));
        FakeSession session = narrow.last();
        narrow.receive(session, session.establish(0x1000, false));
        narrow.credentials.put("z1", "second");
        narrow.synchronize(sas(session));
        narrow.advance(Duration.ofSeconds(2));
        assertThat(session.asked).contains("renew");

        narrow.want(3, "z2", IkeVersion.IKEV1).synchronize(sas(session));
        narrow.advance(Duration.ofSeconds(2));
        assertThat(narrow.sessions).as("one at a time").hasSize(1);
        narrow.receive(session, List.of(session.failed(NegotiationFailure.PEER_TIMEOUT)));
        assertThat(narrow.sessions).hasSize(2);
        narrow.receive(narrow.last(), narrow.last().fail(NegotiationFailure.PEER_TIMEOUT));
        narrow.want(4, "z3", IkeVersion.IKEV1).synchronize(sas(session));
        narrow.advance(Duration.ofMinutes(2));
        assertThat(narrow.sessions).anyMatch(other -> other.path.equals(path(4)));
    }

    @Test
    void whatAPeerBeganAndNeverFinishedIsNoReasonNotToBegin() {
        host.want(2, "z1", IkeVersion.IKEV1).synchronize();
        host.mainMode(2, 7);
        FakeSession session = host.last();

        host.advance(Duration.ofSeconds(2));

        assertThat(host.sessions).hasSize(1);
        assertThat(session.asked).containsExactly("receive", "renew");
        host.receive(session, session.establish(0x1000, false));
        assertThat(host.host.standing(path(2))).isEqualTo(1);
        host.mainMode(3, 9);
        assertThat(host.host.counters()).doesNotContainKey("ikeHalfOpenRefused");
    }

    @Test
    void aSessionThatEndsIsFollowedByAnother() {
        FakeSession session = standing("z1");
        host.taken();
        host.receive(session, session.fail(NegotiationFailure.PEER_DEAD));

        assertThat(host.taken()).contains("failed PEER_DEAD", "ended");
        host.advance(Duration.ofSeconds(1));
        assertThat(host.sessions).hasSize(2);
        assertThat(host.last().asked).containsExactly("start");
    }

    @Test
    void theVersionOfAStandingSaIsShown() {
        standing("z1");

        assertThat(host.host
                        .negotiation(path(2))
                        .orElseThrow()
                        .established()
                        .orElseThrow()
                        .version())
                .isEqualTo(IkeVersion.IKEV1);
    }

    @Nested
    class AnotherVersion {
        @Test
        void theOldSessionStandsUntilTheNewOneDoes() {
            FakeSession old = standing("z1");
            host.want(2, "z1").synchronize(sas(old));
            host.advance(Duration.ofSeconds(2));
            FakeSession renewed = host.last();
            assertThat(renewed.perpetual).isFalse();
            assertThat(old.asked).doesNotContain("close", "renew");

            host.receive(renewed, renewed.establish(0x2000, false));
            assertThat(old.asked).contains("close");
        }

        @Test
        void aPeerThatStillHasTheOldPolicyIsServedByTheOldSession() {
            FakeSession old = standing("z1");
            host.want(2, "z1").synchronize(sas(old));
            int heard = old.asked.size();

            host.mainMode(2, 99);

            assertThat(old.asked).hasSize(heard + 1);
            assertThat(old.wish.get().version()).as("the terms it has").isEqualTo(IkeVersion.IKEV1);
        }

        @Test
        void backToIkev1WaitsForAChildToo() {
            HostFixture v2 = new HostFixture();
            v2.want(2, "z1").synchronize();
            v2.advance(Duration.ofSeconds(1));
            FakeSession old = v2.last();
            v2.receive(old, old.establish(0x1000, false));
            v2.want(2, "z1", IkeVersion.IKEV1).synchronize(sas(old));
            v2.advance(Duration.ofSeconds(2));
            FakeSession isakmp = v2.last();
            assertThat(isakmp.perpetual).isTrue();

            v2.receive(isakmp, established());
            assertThat(old.asked).as("phase 1 alone carries nothing").doesNotContain("close");
            assertThat(isakmp.asked).doesNotContain("close");
            List<IkeEffect> quickMode = isakmp.establish(0x2000, false).subList(0, 3);
            v2.receive(isakmp, quickMode);
            assertThat(old.asked).contains("close");
        }

        @Test
        void ofTwoThatStandTheWantedVersionStays() {
            FakeSession old = standing("z1");
            host.want(2, "z1").synchronize(sas(old));
            host.init(2, 77);
            FakeSession theirs = host.last();
            host.receive(theirs, theirs.establish(0x2000, false));
            theirs.lastHeard = Optional.of(host.now.plusSeconds(1));

            host.advance(Duration.ofSeconds(15));

            assertThat(old.asked).contains("close");
            assertThat(theirs.asked).doesNotContain("close");
        }
    }

    private FakeSession standing(String peer) {
        host.want(2, peer, IkeVersion.IKEV1).synchronize();
        if (peer.compareTo("m1") > 0) {
            host.advance(Duration.ofSeconds(1));
        } else {
            host.mainMode(2, 7);
        }
        FakeSession session = host.last();
        host.receive(session, session.establish(0x1000, false));
        sas(session).forEach(id -> host.host.installed(id, Optional.empty(), host.now));
        host.synchronize(sas(session));
        return session;
    }

    private static List<IkeEffect> established() {
        return List.of(new IkeEffect.Established(path(2), false));
    }

    private static long times(FakeSession session, String asked) {
        return session.asked.stream().filter(asked::equals).count();
    }

    private static List<SaId> sas(FakeSession session) {
        return session.children.stream()
                .flatMap(child -> Stream.of(
                        new SaId(path(2), Direction.INBOUND, child.inbound()),
                        new SaId(path(2), Direction.OUTBOUND, child.outbound())))
                .toList();
    }
}
