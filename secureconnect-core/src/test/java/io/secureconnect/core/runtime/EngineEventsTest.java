package io.secureconnect.core.runtime;

import static io.secureconnect.core.reconcile.Plans.blocked;
import static io.secureconnect.core.reconcile.Plans.encrypted;
import static io.secureconnect.core.reconcile.Plans.path;
import static io.secureconnect.core.runtime.EngineFixture.inbound;
import static io.secureconnect.core.runtime.EngineFixture.outbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.event.SecureConnectEvent.KeysNeeded;
import io.secureconnect.api.event.SecureConnectEvent.Reconciled;
import io.secureconnect.api.event.SecureConnectEvent.SaExpiring;
import io.secureconnect.api.event.SecureConnectEvent.SaRemoved;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.reconcile.Plans;
import io.secureconnect.spi.BackendChange.Kind;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendEvent.Acquire;
import io.secureconnect.spi.BackendEvent.ChangedByOthers;
import io.secureconnect.spi.BackendEvent.EventsLost;
import io.secureconnect.spi.BackendEvent.Expired;
import io.secureconnect.spi.BackendEvent.MappingChanged;
import io.secureconnect.spi.Protection;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EngineEventsTest {
    private static final HostPair DB1 = path("10.0.0.1<->10.0.0.2");
    private static final HostPair DB2 = path("10.0.0.1<->10.0.0.3");

    private final EngineFixture host = new EngineFixture();
    private final PolicyDocument one =
            host.policies.document(1, encrypted("db1", DB1.toString()), blocked("db2", DB2.toString()));

    @Test
    void aPacketWithoutAnSaAsksForKeys() {
        running();

        tell(new Acquire(DB1));

        assertThat(host.events).containsExactly(new KeysNeeded(DB1));
        assertThat(host.keying.events).containsExactly(new Acquire(DB1));
    }

    @Test
    void aPacketOfAPathThatIsNotEncryptedDoesNot() {
        running();

        tell(new Acquire(DB2));

        assertThat(host.events).isEmpty();
        assertThat(host.keying.events).isEmpty();
    }

    /** Also of pairs that are not ours, and while the engine is suspended: nothing follows from it. */
    @Test
    void whatTheSystemsOwnIpsecFailsAtIsTold() {
        running();
        host.now(host.engine().suspend());
        HostPair foreign = path("192.0.2.1<->192.0.2.2");

        tell(new BackendEvent.NativeIkeFailed(foreign, "main mode failed"));
        tell(new BackendEvent.PacketDropped(DB1, Optional.of(new Spi(0x101)), "inbound"));

        assertThat(host.events)
                .containsExactly(
                        new SecureConnectEvent.NativeIkeFailed(foreign, "main mode failed"),
                        new SecureConnectEvent.PacketDropped(DB1, Optional.of(new Spi(0x101)), "inbound"));
        assertThat(host.keying.events).isEmpty();
        assertThat(host.backend.asked).isEmpty();
    }

    @Test
    void anSaAtItsSoftLimitIsTold() {
        running();

        tell(new Expired(inbound(DB1, 0x101), false));

        assertThat(host.events).containsExactly(new SaExpiring(inbound(DB1, 0x101), false));
        assertThat(host.keying.events).hasSize(1);
    }

    @Test
    void anSaAtItsHardLimitIsGone() {
        running();
        host.backend.kernel.sas.remove(inbound(DB1, 0x101));

        tell(new Expired(inbound(DB1, 0x101), true));

        assertThat(host.events)
                .containsExactly(new SaExpiring(inbound(DB1, 0x101), true), new SaRemoved(inbound(DB1, 0x101)));
    }

    @Test
    void aNewNatMappingIsTheKeyingsBusiness() {
        running();
        BackendEvent mapping = new MappingChanged(outbound(DB1, 0x102), IpAddress.parse("192.0.2.7"), 40_000);

        tell(mapping);

        assertThat(host.keying.events).containsExactly(mapping);
    }

    @Test
    void whatOthersBrokeIsRepaired() {
        running();
        host.backend.kernel.paths.remove(DB1);

        tell(new ChangedByOthers("policy deleted"));

        assertThat(host.backend.kernel.paths).containsKey(DB1);
        assertThat(host.events).containsExactly(new Reconciled("policy deleted", 1));
        assertThat(host.keying.synchronizedWith).hasSize(2);
    }

    @Test
    void aFloodOfChangesIsLookedAtOnce() {
        running();
        int looks = host.backend.snapshots;
        host.backend.tell(new ChangedByOthers("policy deleted"));
        for (int i = 0; i < 1_000; i++) {
            host.backend.tell(new EventsLost());
        }

        host.loop.turn();

        assertThat(host.backend.snapshots - looks).isEqualTo(1);
        assertThat(host.events).containsExactly(new Reconciled("policy deleted", 0));
    }

    @Test
    void aChangeAfterTheLookIsLookedAtAgain() {
        running();
        tell(new EventsLost());
        tell(new EventsLost());

        assertThat(host.takeEventKinds())
                .containsExactly(SecureConnectEvent.Kind.RECONCILED, SecureConnectEvent.Kind.RECONCILED);
    }

    @Test
    void aLookThatFailsIsToldAndTriedAgain() {
        running();
        host.backend.kernel.paths.remove(DB1);
        host.backend.snapshotFailure = Optional.of(new IllegalStateException("short read"));

        tell(new ChangedByOthers("policy deleted"));
        assertThat(host.takeEventKinds()).containsExactly(SecureConnectEvent.Kind.FAULT);

        host.backend.snapshotFailure = Optional.empty();
        host.advance(Duration.ofSeconds(10));
        host.loop.wake();
        assertThat(host.backend.kernel.paths).containsKey(DB1);
    }

    @Test
    void nothingIsDoneAboutThemBeforeTheFirstPolicy() {
        host.backend.kernel.paths.put(DB1, Protection.ENCRYPT);
        host.engine();

        tell(new Acquire(DB1));
        tell(new EventsLost());

        assertThat(host.events).isEmpty();
        assertThat(host.backend.asked).isEmpty();
    }

    @Nested
    class OnceAMinute {
        @Test
        void theEngineLooksWithoutAWordIfAllIsWell() {
            running();
            assertThat(host.loop.engine().untilWake()).hasValue(Duration.ofMinutes(1));
            int looks = host.backend.snapshots;

            host.advance(Duration.ofMinutes(1));
            host.loop.wake();

            assertThat(host.backend.snapshots - looks).isEqualTo(1);
            assertThat(host.backend.asked).isEmpty();
            assertThat(host.events).isEmpty();
            assertThat(host.keying.synchronizedWith).hasSize(2);
            assertThat(host.loop.engine().untilWake()).hasValue(Duration.ofMinutes(1));
        }

        @Test
        void theEngineFindsWhatNoEventTold() {
            running();
            host.backend.kernel.paths.remove(DB1);

            host.advance(Duration.ofMinutes(1));
            host.loop.wake();

            assertThat(host.backend.kernel.paths).containsKey(DB1);
            assertThat(host.events).containsExactly(new Reconciled("the regular look", 1));
        }

        @Test
        void theEngineTellsOfForeignPoliciesThatCameLater() {
            running();
            host.backend.kernel.foreignPolicies.add(Foreign.preceding("10.0.0.2/32"));

            host.advance(Duration.ofMinutes(1));
            host.loop.wake();

            assertThat(host.takeEventKinds()).containsExactly(SecureConnectEvent.Kind.CONFLICT);
        }

        @Test
        void nothingIsLookedAtBeforeTheFirstPolicy() {
            host.engine();

            assertThat(host.loop.engine().untilWake()).isEmpty();
        }
    }

    @Nested
    class WhereTheKernelTellsNoExpiry {
        private final SaPolicy policy = SaPolicy.builder()
                .from(Plans.CONTROLLER)
                .childLifetime(SaLifetime.builder()
                        .soft(Duration.ofMinutes(5))
                        .hard(Duration.ofMinutes(6))
                        .build())
                .build();

        @Test
        void theEngineCountsFromInstallation() {
            adopted();
            host.advance(Duration.ofMinutes(5).minusSeconds(1));
            host.loop.wake();
            assertThat(host.events).isEmpty();
            assertThat(host.loop.engine().untilWake()).hasValue(Duration.ofSeconds(1));

            host.advance(Duration.ofSeconds(1));
            host.loop.wake();
            assertThat(host.events)
                    .containsExactly(
                            new SaExpiring(outbound(DB1, 0x102), false), new SaExpiring(inbound(DB1, 0x101), false));
            assertThat(host.keying.events).hasSize(2);
            assertThat(host.backend.asked).isEmpty();
        }

        @Test
        void aSoftLimitIsToldOnceHoweverOftenTheEngineLooks() {
            adopted();
            host.advance(Duration.ofMinutes(5));
            host.loop.wake();
            host.events.clear();

            tell(new EventsLost());

            assertThat(host.takeEventKinds()).containsExactly(SecureConnectEvent.Kind.RECONCILED);
        }

        @Test
        void theEngineEndsThemOutboundFirst() {
            adopted();

            host.advance(Duration.ofMinutes(6));
            host.loop.wake();

            assertThat(host.backend.asked)
                    .containsExactly(new RemoveSa(outbound(DB1, 0x102)), new RemoveSa(inbound(DB1, 0x101)));
            assertThat(host.keying.events)
                    .containsExactly(new Expired(outbound(DB1, 0x102), true), new Expired(inbound(DB1, 0x101), true));
        }

        @Test
        void anSaThatWillNotGoIsTriedAgainLater() {
            adopted();
            host.backend.refuses = change -> change.kind() == Kind.REMOVE_SA;
            host.advance(Duration.ofMinutes(6));
            host.loop.wake();
            assertThat(host.keying.events).isEmpty();
            assertThat(host.loop.engine().untilWake()).hasValue(Duration.ofSeconds(10));

            host.backend.refuses = change -> false;
            host.advance(Duration.ofSeconds(10));
            host.loop.wake();
            assertThat(host.backend.kernel.sas).isEmpty();
        }

        @Test
        void anyInputFindsWhatIsDue() {
            adopted();
            host.advance(Duration.ofMinutes(6));

            host.now(host.engine().explain("db1"));

            assertThat(host.backend.kernel.sas).isEmpty();
        }

        private void adopted() {
            host.backend.capabilities = Plans.kernel().expiryEvents(false).build();
            host.leftOver(inbound(DB1, 0x101));
            host.leftOver(outbound(DB1, 0x102));
            host.now(host.engine().apply(host.policies.document(1, policy, encrypted(policy, "db1", DB1.toString()))));
            host.backend.asked.clear();
            host.events.clear();
        }
    }

    private void running() {
        host.leftOver(inbound(DB1, 0x101));
        host.leftOver(outbound(DB1, 0x102));
        host.now(host.engine().apply(one));
        host.backend.asked.clear();
        host.events.clear();
    }

    private void tell(BackendEvent event) {
        host.backend.tell(event);
        host.loop.turn();
    }
}
