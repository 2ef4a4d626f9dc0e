package io.secureconnect.core.ike.host;

import static io.secureconnect.core.ike.host.HostFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One IKE SA a path, new SAs before the old go, and what becomes of them when something changes. */
class WhichStaysTest {
    private static final SaId OLD_IN = new SaId(path(2), Direction.INBOUND, new Spi(0x501));
    private static final SaId OLD_OUT = new SaId(path(2), Direction.OUTBOUND, new Spi(0x502));

    private final HostFixture host = new HostFixture();

    @Nested
    class Duplicates {
        @Test
        void theOneOfTheFirstEndStaysAndItsOtherIsClosedByWhoBeganIt() {
            FakeSession theirs = bothStand("a1");
            FakeSession ours = host.sessions.get(host.sessions.indexOf(theirs) == 0 ? 1 : 0);
            host.advance(Duration.ofSeconds(2));

            assertThat(theirs.initiator).isFalse();
            assertThat(ours.asked).contains("close");
            assertThat(theirs.asked).doesNotContain("close");
        }

        @Test
        void thePeerIsLeftTimeToCloseItsOwn() {
            FakeSession theirs = bothStand("z1");

            host.advance(Duration.ofSeconds(9));
            assertThat(theirs.asked).doesNotContain("close");
            host.receive(theirs, theirs.end());
            host.advance(Duration.ofMinutes(1));

            FakeSession ours = host.first();
            assertThat(ours.asked).doesNotContain("close");
            assertThat(host.host.negotiation(path(2)).orElseThrow().established())
                    .isPresent();
        }

        @Test
        void aPeerThatKnowsNoSuchRuleHasItsOwnClosed() {
            FakeSession theirs = bothStand("z1");
            host.first().lastHeard = Optional.of(host.now.plusSeconds(1));

            host.advance(Duration.ofSeconds(12));

            assertThat(theirs.asked).contains("close");
            assertThat(host.first().asked).doesNotContain("close");
        }

        @Test
        void anOlderOneWinsOnlyIfItsPeerStillLives() {
            FakeSession theirs = bothStand("z1");

            host.advance(Duration.ofSeconds(30));
            assertThat(host.first().asked).contains("checkLiveness");
            assertThat(theirs.asked).as("nobody was heard on the other").doesNotContain("close");

            host.receive(host.first(), host.first().fail(NegotiationFailure.PEER_DEAD));
            host.advance(Duration.ofMinutes(1));
            assertThat(theirs.asked).doesNotContain("close");
        }

        @Test
        void theLosersOutboundSaGoesFirstAndItsInboundOneLast() {
            bothStand("a1");
            host.taken();

            host.advance(Duration.ofSeconds(1));
            List<String> atOnce = host.taken();
            host.advance(Duration.ofSeconds(5));

            assertThat(atOnce)
                    .as("the winner sends before the loser stops")
                    .startsWith("install 00002001", "remove 00001001", "send DELETE")
                    .doesNotContain("remove 00001000");
            assertThat(host.taken()).containsExactly("remove 00001000");
        }

        /** Ours first, then the peer's, while ours was under way. */
        private FakeSession bothStand(String peer) {
            host.want(2, peer).synchronize();
            host.advance(HostFixture.PATIENCE.multipliedBy(2));
            FakeSession ours = host.last();
            host.init(2, 77);
            FakeSession theirs = host.last();
            host.receive(ours, ours.establish(0x1000, false));
            host.advance(Duration.ofMillis(10));
            host.receive(theirs, theirs.establish(0x2000, false));
            return theirs;
        }
    }

    /** Otherwise this host would send under an SA whose other half the peer does not have yet. */
    @Nested
    class WhileAnOlderChildServes {
        private FakeSession old;
        private FakeSession renewed;

        @BeforeEach
        void thePeerAuthenticatesAnew() {
            host.want(2, "a1").synchronize();
            host.init(2, 1);
            old = host.last();
            host.receive(old, old.establish(0x1000, false));
            host.taken();
            host.init(2, 2);
            renewed = host.last();
            host.receive(renewed, renewed.establish(0x2000, false));
        }

        @Test
        void aResponderGoesOnSendingUnderIt() {
            assertThat(host.taken()).containsExactly("install 00002000", "send IKE_AUTH", "established");
        }

        @Test
        void untilThePeerIsHeardOnTheNewSession() {
            host.taken();
            host.receive(renewed, List.of());
            assertThat(host.taken()).as("nothing authentic").isEmpty();

            renewed.hears = Optional.of(host.now);
            host.receive(renewed, List.of());
            assertThat(host.taken()).containsExactly("install 00002001");
        }

        @Test
        void orThePeerDeletesTheOldOne() {
            host.taken();
            host.receive(old, old.end());

            assertThat(host.taken()).startsWith("install 00002001", "remove 00001001");
        }

        @Test
        void orForAMoment() {
            host.taken();
            host.advance(Duration.ofMillis(499));
            assertThat(host.taken()).isEmpty();
            host.advance(Duration.ofMillis(1));
            assertThat(host.taken()).startsWith("install 00002001");
        }

        @Test
        void aDumpMeanwhileMissesNothing() {
            host.synchronize(
                    new SaId(path(2), Direction.INBOUND, new Spi(0x1000)),
                    new SaId(path(2), Direction.OUTBOUND, new Spi(0x1001)),
                    new SaId(path(2), Direction.INBOUND, new Spi(0x2000)));

            assertThat(renewed.asked).noneMatch(asked -> asked.startsWith("expired"));
        }

        @Test
        void whatEndsBeforeIsNeverInstalledAndItsKeyIsWiped() {
            host.receive(renewed, renewed.end());
            host.advance(Duration.ofSeconds(1));

            assertThat(host.taken()).doesNotContain("install 00002001", "remove 00002001");
            assertThat(renewed.lastOutbound.orElseThrow().keys().isWiped()).isTrue();
        }

        @Test
        void anEngineThatEndsWipesIt() {
            host.host.abandon(host.now);

            assertThat(renewed.lastOutbound.orElseThrow().keys().isWiped()).isTrue();
        }
    }

    @Nested
    class AfterARestart {
        @Test
        void sasOfAnEarlierRunStayUntilThereAreNewOnes() {
            host.want(2, "z1").synchronize(OLD_IN, OLD_OUT);
            host.advance(Duration.ofSeconds(1));
            assertThat(host.taken()).containsExactly("send IKE_SA_INIT");

            host.receive(host.last(), host.last().establish(0x1000, false));

            assertThat(host.taken())
                    .containsExactly(
                            "install 00001000", "install 00001001", "send IKE_AUTH", "established", "remove 00000502");
            host.advance(Duration.ofSeconds(5));
            assertThat(host.taken()).containsExactly("remove 00000501");
        }

        @Test
        void aPeerOutOfReachKeepsThemStanding() {
            host.want(2, "z1").synchronize(OLD_IN, OLD_OUT);
            host.advance(Duration.ofSeconds(1));
            host.receive(host.last(), host.last().fail(NegotiationFailure.PEER_TIMEOUT));
            host.advance(Duration.ofSeconds(1));
            host.synchronize(OLD_IN, OLD_OUT);

            assertThat(host.taken()).noneMatch(text -> text.startsWith("remove"));
        }

        @Test
        void thePeersFirstContactReplacesWhatStoodAndKeepsItsSasUntilThen() {
            host.want(2, "a1").synchronize();
            host.init(2, 1);
            FakeSession old = host.last();
            host.receive(old, old.establish(0x1000, true));
            host.taken();

            host.advance(Duration.ofMinutes(1));
            host.init(2, 2);
            assertThat(old.asked).doesNotContain("abandon");
            host.receive(host.last(), host.last().establish(0x2000, true));

            assertThat(old.asked).contains("abandon").doesNotContain("close");
            assertThat(host.taken())
                    .containsExactly(
                            "install 00002000", "install 00002001", "send IKE_AUTH", "established", "remove 00001001");
            host.advance(Duration.ofSeconds(5));
            assertThat(host.taken()).containsExactly("remove 00001000");
        }

        @Test
        void aFirstContactSparesWhatBeganMeanwhile() {
            host.want(2, "z1").synchronize();
            host.advance(Duration.ofSeconds(1));
            FakeSession ours = host.last();
            host.init(2, 2);
            FakeSession theirs = host.last();
            host.advance(Duration.ofMillis(10));
            host.receive(ours, ours.establish(0x1000, false));
            host.receive(theirs, theirs.establish(0x2000, true));

            assertThat(ours.asked).doesNotContain("abandon");
        }

        @Test
        void aFirstContactIsSaidWhileNoOtherIkeSaIsKnown() {
            host.want(2, "z1").synchronize();
            host.advance(Duration.ofSeconds(1));
            assertThat(host.initialContact.test(path(2))).isTrue();

            host.receive(host.last(), host.last().establish(0x1000, false));
            assertThat(host.initialContact.test(path(2))).isFalse();
        }
    }

    @Nested
    class Changes {
        @Test
        void anUnwantedPathIsClosed() {
            FakeSession session = standing("z1");
            host.wishes.clear();
            host.synchronize();

            assertThat(session.asked).contains("close");
            assertThat(host.host.negotiation(path(2))).isEmpty();
            host.advance(Duration.ofHours(1));
            assertThat(host.sessions).hasSize(1);
        }

        @Test
        void otherTermsAreNegotiatedAnewBeforeTheOldSessionGoes() {
            FakeSession old = standing("z1");
            host.wishes.put(
                    path(2),
                    HostFixture.wish(
                            path(2),
                            "z1",
                            SaPolicy.builder().ikeLifetime(Duration.ofHours(1)).build()));
            host.synchronize(sas(old));
            host.advance(Duration.ofSeconds(2));
            FakeSession renewed = host.last();
            assertThat(renewed).isNotSameAs(old);
            assertThat(old.asked).doesNotContain("close");

            host.receive(renewed, renewed.establish(0x2000, false));
            assertThat(old.asked).contains("close");
            assertThat(host.sessions).hasSize(2);
        }

        @Test
        void proposalsThatStillHoldWhatWasAgreedOnChangeNothing() {
            FakeSession session = standing("z1");
            host.wishes.put(
                    path(2),
                    HostFixture.wish(
                            path(2),
                            "z1",
                            SaPolicy.builder()
                                    .ikeProposals(
                                            List.of(IkeProposal.parse("aes256gcm16-prfsha512-x448"), session.proposal))
                                    .espProposals(List.of(EspProposal.AES_256_GCM))
                                    .build()));
            host.synchronize(sas(session));
            host.advance(Duration.ofMinutes(2));

            assertThat(host.sessions).hasSize(1);
        }

        @Test
        void anotherCredentialIsProvedBeforeTheOldSessionGoes() {
            FakeSession old = standing("z1");
            host.credentials.put("z1", "second");
            host.synchronize(sas(old));
            host.advance(Duration.ofSeconds(2));

            host.receive(host.last(), host.last().establish(0x2000, false));
            assertThat(old.asked).contains("close");
            host.synchronize(sas(host.last()));
            host.advance(Duration.ofMinutes(5));
            assertThat(host.sessions).hasSize(2);
        }

        @Test
        void aRenewalThatFailsLeavesTheOldSessionAndIsTriedAgain() {
            FakeSession old = standing("z1");
            host.credentials.put("z1", "second");
            host.synchronize(sas(old));
            host.advance(Duration.ofSeconds(2));
            host.receive(host.last(), host.last().fail(NegotiationFailure.AUTHENTICATION_FAILED));

            assertThat(old.asked).doesNotContain("close");
            assertThat(host.taken()).contains("failed AUTHENTICATION_FAILED");
            host.advance(Duration.ofSeconds(3));
            assertThat(host.sessions).hasSize(3);
        }

        @Test
        void theEndThatNeedNotBeginRenewsLater() {
            host.want(2, "a1").synchronize();
            host.init(2, 1);
            FakeSession old = host.last();
            host.receive(old, old.establish(0x1000, true));
            host.credentials.put("a1", "second");
            host.synchronize(sas(old));

            host.advance(Duration.ofSeconds(29));
            assertThat(host.sessions).hasSize(1);
            host.advance(Duration.ofSeconds(3));
            assertThat(host.sessions).hasSize(2);
        }

        @Test
        void sasThatSomebodyTookAwayAreMadeAnew() {
            FakeSession session = standing("z1");
            host.synchronize(sas(session).subList(0, 1));
            assertThat(session.asked).anyMatch(asked -> asked.startsWith("expired"));

            host.advance(Duration.ofSeconds(2));
            assertThat(session.asked).contains("createChild");
        }

        @Test
        void kernelEventsReachTheirSession() {
            FakeSession session = standing("z1");
            SaId inbound = new SaId(path(2), Direction.INBOUND, new Spi(0x1000));
            host.keep(host.host.expired(inbound, false, host.now));
            assertThat(session.asked).contains("rekeyChild 00001000");

            host.keep(host.host.expired(inbound, true, host.now));
            assertThat(session.asked).contains("expired 00001000");
        }

        @Test
        void aRefusedSaIsToldToItsSessionOnce() {
            host.want(2, "z1").synchronize();
            host.advance(Duration.ofSeconds(1));
            FakeSession session = host.last();
            host.receive(session, session.establish(0x1000, false));
            SaId inbound = new SaId(path(2), Direction.INBOUND, new Spi(0x1000));
            host.keep(host.host.installed(inbound, Optional.of("EEXIST"), host.now));
            host.keep(host.host.installed(inbound, Optional.of("EEXIST"), host.now));

            assertThat(session.asked.stream().filter(asked -> asked.startsWith("refused")))
                    .containsExactly("refused 00001000 EEXIST");
        }

        @Test
        void aDeadPeersPathIsNegotiatedAnew() {
            FakeSession session = standing("z1");
            host.taken();
            host.receive(session, session.fail(NegotiationFailure.PEER_DEAD));

            assertThat(host.taken()).contains("failed PEER_DEAD", "ended");
            host.advance(Duration.ofSeconds(1));
            assertThat(host.sessions).hasSize(2);
        }

        @Test
        void closingTellsPeersAndLeavingDoesNot() {
            FakeSession session = standing("z1");
            assertThat(host.host.close(host.now)).extracting(HostFixture::text).contains("send DELETE");
            assertThat(session.ended).isTrue();

            HostFixture other = new HostFixture();
            other.want(2, "z1").synchronize();
            other.advance(Duration.ofSeconds(1));
            other.receive(other.last(), other.last().establish(0x1000, false));
            other.host.abandon(other.now);
            assertThat(other.last().asked).contains("abandon").doesNotContain("close");
            assertThat(other.host.wake(other.now)).isEmpty();
        }

        private FakeSession standing(String peer) {
            host.want(2, peer).synchronize();
            host.advance(Duration.ofSeconds(1));
            FakeSession session = host.last();
            host.receive(session, session.establish(0x1000, false));
            sas(session).forEach(id -> host.host.installed(id, Optional.empty(), host.now));
            host.synchronize(sas(session));
            return session;
        }

        private List<SaId> sas(FakeSession session) {
            return session.children.stream()
                    .flatMap(child -> Stream.of(
                            new SaId(path(2), Direction.INBOUND, child.inbound()),
                            new SaId(path(2), Direction.OUTBOUND, child.outbound())))
                    .toList();
        }
    }
}
