package io.secureconnect.core.runtime;

import static io.secureconnect.core.reconcile.Plans.encrypted;
import static io.secureconnect.core.reconcile.Plans.path;
import static io.secureconnect.core.runtime.EngineFixture.inbound;
import static io.secureconnect.core.runtime.EngineFixture.outbound;
import static io.secureconnect.core.runtime.EngineFixture.sa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.CloseMode;
import io.secureconnect.api.HostStatus;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.event.SecureConnectEvent.IkeEstablished;
import io.secureconnect.api.keying.IkeSaStatus;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.keying.KeyingEffect;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the loop does for a keying that speaks to peers by itself. */
@Timeout(60)
class EngineIkeTest {
    private static final HostPair DB1 = path("10.0.0.1<->10.0.0.2");
    private static final HostPair DB2 = path("10.0.0.1<->10.0.0.3");

    private final EngineFixture host = new EngineFixture();
    private final FakeIke ike = host.ike;
    private final PolicyDocument one =
            host.policies.document(1, SaPolicy.standard(), encrypted(SaPolicy.standard(), "db1", DB1.toString()));

    @BeforeEach
    void withIke() {
        host.withIke = true;
    }

    @Test
    void theSocketsAreOpenedForTheFirstPathAndClosedAtTheEnd() {
        host.now(host.engine().apply(host.policies.document(1, encrypted("db1", DB1.toString()))));
        assertThat(ike.opened).as("nobody wants IKE").isZero();

        host.now(host.engine()
                .apply(host.policies.document(
                        2, SaPolicy.standard(), encrypted(SaPolicy.standard(), "db1", DB1.toString()))));
        host.now(host.engine()
                .apply(host.policies.document(
                        3, SaPolicy.standard(), encrypted(SaPolicy.standard(), "db1", DB1.toString()))));
        assertThat(ike.opened).isEqualTo(1);

        close(host, CloseMode.LEAVE);
        assertThat(ike.closed).isEqualTo(1);
    }

    @Test
    void socketsThatWereGivenAreClosedThoughNobodyWantedThem() {
        host.engine();
        close(host, CloseMode.LEAVE);
        assertThat(ike.closed).isEqualTo(1);

        EngineFixture broken = new EngineFixture();
        broken.withIke = true;
        broken.backend.snapshotFailure = Optional.of(new IllegalStateException("short read"));
        assertThatThrownBy(broken::engine).isInstanceOf(SecureConnectException.class);
        assertThat(broken.ike.closed).isEqualTo(1);
    }

    @Test
    void aTakenPortRefusesThePolicyBeforeAnyChange() {
        ike.openFailure = Optional.of(new SecureConnectException(ErrorCode.KERNEL_REFUSED, "UDP 500 is taken"));

        assertThat(host.refusal(host.engine().apply(one))).isEqualTo(ErrorCode.KERNEL_REFUSED);

        assertThat(host.backend.asked).isEmpty();
        assertThat(host.now(host.engine().status()).policyVersion()).isEmpty();
        ike.openFailure = Optional.empty();
        assertThat(host.now(host.engine().apply(one)).policyVersion()).isEqualTo(1);
        assertThat(ike.opened).isEqualTo(1);
    }

    @Test
    void eachKeyingGetsItsOwnPaths() {
        host.now(host.engine()
                .apply(host.policies.document(
                        1,
                        SaPolicy.standard(),
                        encrypted("db1", DB1.toString()),
                        encrypted(SaPolicy.standard(), "db2", DB2.toString()))));

        assertThat(host.keying.synchronizedWith.get(0)).containsOnlyKeys(DB1);
        assertThat(ike.synchronizedWith.get(0).paths()).containsOnlyKeys(DB2);
        assertThat(ike.synchronizedWith.get(0).paths().get(DB2).association().remote())
                .isEqualTo("db2");
    }

    @Test
    void noPacketIsSentBeforeTheSaThatItsAnswerNeeds() {
        running();
        SecurityAssociation in = sa(inbound(DB1, 0x101));
        SecurityAssociation out = sa(outbound(DB1, 0x102));
        ike.beforeSend = datagram -> assertThat(host.backend.kernel.sas).containsKeys(in.id(), out.id());
        ike.answers.add(List.of(
                change(in),
                change(out),
                new KeyingEffect.Send(datagram(1)),
                new KeyingEffect.Change(new RemoveSa(in.id())),
                new KeyingEffect.Announce(new IkeEstablished(DB1, "db1", true))));

        ike.arrive(datagram(0));
        host.loop.turn();

        assertThat(ike.sent).containsExactly(datagram(1));
        assertThat(host.backend.kernel.sas).containsOnlyKeys(out.id());
        assertThat(ike.results).hasSize(1).first().asList().hasSize(3);
        assertThat(in.keys().isWiped()).isTrue();
        assertThat(host.takeEventKinds()).contains(SecureConnectEvent.Kind.IKE_ESTABLISHED);
    }

    @Test
    void aFloodOfDatagramsKeepsNobodyWaitingForMoreThanOneBatch() {
        running();
        for (int i = 0; i < 200; i++) {
            ike.arrive(datagram(i));
        }
        CompletableFuture<HostStatus> status = host.engine().status().toCompletableFuture();
        status.thenRun(() -> assertThat(ike.received).hasSize(64));
        host.loop.turn();

        assertThat(status).isCompleted();
        assertThat(ike.received).hasSize(200);
        assertThat(ike.received.get(199)).isEqualTo(datagram(199));
    }

    @Test
    void whatIsTooMuchIsDroppedAndCounted() {
        running();
        for (int i = 0; i < 5_000; i++) {
            ike.arrive(datagram(i));
        }
        host.loop.turn();

        assertThat(ike.received).hasSize(4_096);
        assertThat(host.now(host.engine().status()).counters())
                .containsEntry("ikeDatagramsDropped", 904L)
                .containsEntry("ikeMalformed", 3L);
    }

    @Test
    void itIsWokenWhenItSaid() {
        running();
        ike.wakeAt = Optional.of(host.time().plusSeconds(7));
        assertThat(host.loop.engine().untilWake()).hasValue(Duration.ofSeconds(7));

        host.advance(Duration.ofSeconds(7));
        host.loop.wake();

        assertThat(ike.woken).isEqualTo(1);
    }

    @Test
    void reservedSpisAreLeftAloneByRepairsAndGivenBackAtTheEnd() {
        running();
        ChildSpis spis = ike.spis.orElseThrow();
        Spi kept = spis.reserve(DB1).orElseThrow();
        Spi given = spis.reserve(DB1).orElseThrow();
        host.leftOver(inbound(DB1, 0x777), SaState.LARVAL);

        host.backend.tell(new BackendEvent.EventsLost());
        host.loop.turn();
        assertThat(host.backend.kernel.sas)
                .containsOnlyKeys(new SaId(DB1, Direction.INBOUND, kept), new SaId(DB1, Direction.INBOUND, given));

        spis.release(DB1, given);
        assertThat(host.backend.kernel.sas).hasSize(1);
        close(host, CloseMode.LEAVE);
        assertThat(host.backend.kernel.sas).isEmpty();
    }

    @Test
    void anInstalledSaIsNoReservationAnyMore() {
        running();
        Spi spi = ike.spis.orElseThrow().reserve(DB1).orElseThrow();
        SecurityAssociation in = sa(new SaId(DB1, Direction.INBOUND, spi));
        ike.answers.add(List.of(change(in)));
        ike.arrive(datagram(0));
        host.loop.turn();

        close(host, CloseMode.LEAVE);
        assertThat(host.backend.kernel.sas).containsOnlyKeys(in.id());
    }

    @Test
    void suspendedItHearsPeersAndItsOwnSasButNoPacketThatWaits() {
        running();
        host.now(host.engine().suspend());
        assertThat(ike.suspended).isTrue();
        ike.wakeAt = Optional.of(host.time().plusSeconds(7));

        ike.arrive(datagram(0));
        host.backend.tell(new BackendEvent.Expired(inbound(DB1, 0x101), false));
        host.backend.tell(new BackendEvent.Acquire(DB1));
        host.loop.turn();
        assertThat(ike.received).hasSize(1);
        assertThat(ike.events).containsExactly(new BackendEvent.Expired(inbound(DB1, 0x101), false));
        assertThat(host.loop.engine().untilWake()).hasValue(Duration.ofSeconds(7));

        host.now(host.engine().resume());
        assertThat(ike.suspended).isFalse();
        assertThat(ike.events).contains(new BackendEvent.Acquire(DB1));
    }

    @Test
    void removingTellsPeersAndLeavingDoesNot() {
        running();
        ike.answers.add(List.of(new KeyingEffect.Send(datagram(9))));
        close(host, CloseMode.REMOVE);

        assertThat(ike.ends).containsExactly(true);
        assertThat(ike.sent).containsExactly(datagram(9));
        assertThat(ike.closed).isEqualTo(1);

        EngineFixture other = new EngineFixture();
        other.withIke = true;
        other.now(other.engine()
                .apply(other.policies.document(
                        1, SaPolicy.standard(), encrypted(SaPolicy.standard(), "db1", DB1.toString()))));
        close(other, CloseMode.LEAVE);
        assertThat(other.ike.ends).containsExactly(false);
    }

    @Test
    void statusAndExplanationShowHowNegotiationStands() {
        running();
        ike.negotiations.put(
                DB1,
                new PathNegotiation(
                        DB1,
                        Optional.empty(),
                        Optional.of(new PathNegotiation.Failure(
                                NegotiationFailure.UNTRUSTED_ISSUER, "CN=other is nobody's CA here", host.time()))));
        PathStatus blocked = host.now(host.engine().status()).paths().get(0);
        assertThat(blocked.negotiationFailure()).contains(NegotiationFailure.UNTRUSTED_ISSUER);
        assertThat(blocked.lastFailure()).contains("UNTRUSTED_ISSUER: CN=other is nobody's CA here");
        assertThat(blocked.ike()).isEmpty();

        IkeSaStatus standing = new IkeSaStatus(
                IkeVersion.IKEV2,
                true,
                host.time(),
                SaPolicy.standard().ikeProposals().get(0),
                false);
        ike.negotiations.put(DB1, new PathNegotiation(DB1, Optional.of(standing), Optional.empty()));
        assertThat(host.now(host.engine().status()).paths().get(0).ike()).contains(standing);
    }

    /** As a caller on the loop would: nobody waits for it. */
    private static void close(EngineFixture which, CloseMode mode) {
        which.loop.submit(new EngineInput.Close(mode, new CompletableFuture<>()));
        which.loop.turn();
    }

    private void running() {
        host.now(host.engine().apply(one));
        host.backend.asked.clear();
        host.events.clear();
    }

    private static KeyingEffect change(SecurityAssociation sa) {
        return new KeyingEffect.Change(new InstallSa(sa));
    }

    private static Datagram datagram(int number) {
        return new Datagram(
                new UdpEndpoint(DB1.local(), 500),
                new UdpEndpoint(DB1.remote(), 500),
                Bytes.wrap(new byte[] {(byte) (number >> 8), (byte) number}));
    }
}
