package io.secureconnect.testkit.kernel;

import static io.secureconnect.testkit.kernel.KernelFixture.PATH;
import static io.secureconnect.testkit.kernel.KernelFixture.applied;
import static io.secureconnect.testkit.kernel.KernelFixture.toA;
import static io.secureconnect.testkit.kernel.KernelFixture.toB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendEvent.EventsLost;
import io.secureconnect.spi.BackendEvent.Kind;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.IpsecBackendProvider;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.kernel.BackendFault.Crash;
import io.secureconnect.testkit.kernel.BackendFault.Crash.Moment;
import io.secureconnect.testkit.kernel.BackendFault.LoseEvents;
import io.secureconnect.testkit.kernel.BackendFault.Refuse;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class MemoryBackendFaultTest {
    private static final HostPair OTHER = HostPair.of("192.0.2.1", "192.0.2.3");

    private final KernelFixture hosts = new KernelFixture();

    @Test
    void theChangeThatIsRefusedFailsAndThoseAroundItDoNot() {
        hosts.onA.inject(new Refuse(2, ErrorCode.KERNEL_REFUSED));
        List<ChangeResult> results = hosts.onA.apply(List.of(
                new Protect(PATH, Protection.DISCARD),
                new Protect(OTHER, Protection.DISCARD),
                new Protect(PATH, Protection.ENCRYPT)));
        assertThat(results)
                .extracting(ChangeResult::outcome)
                .containsExactly(
                        ChangeResult.Outcome.APPLIED, ChangeResult.Outcome.FAILED, ChangeResult.Outcome.APPLIED);
        assertThat(hosts.onA.snapshot().paths()).containsOnlyKeys(PATH);
        applied(hosts.onA, new Protect(OTHER, Protection.DISCARD));
    }

    @Test
    void aCrashLeavesWhatWasWrittenUntilThen() {
        assertThat(snapshotAfterCrash(Moment.BEFORE).paths()).isEmpty();
        assertThat(snapshotAfterCrash(Moment.BEFORE).incompletePaths()).isEmpty();
        assertThat(snapshotAfterCrash(Moment.HALFWAY).paths()).isEmpty();
        assertThat(snapshotAfterCrash(Moment.HALFWAY).incompletePaths()).containsExactly(PATH);
        assertThat(snapshotAfterCrash(Moment.AFTER).paths()).containsOnlyKeys(PATH);
    }

    private static BackendSnapshot snapshotAfterCrash(Moment moment) {
        KernelFixture fresh = new KernelFixture();
        fresh.onA.inject(new Crash(1, moment));
        assertThatThrownBy(() -> fresh.onA.apply(List.of(new Protect(PATH, Protection.DISCARD))))
                .isInstanceOf(SimulatedCrash.class);
        return new MemoryBackend(fresh.a).snapshot();
    }

    @Test
    void aDeadBackendDoesNothingAndHearsNothing() {
        hosts.onA.inject(new Crash(2, Moment.AFTER));
        assertThatThrownBy(() -> hosts.onA.apply(List.of(
                        new Protect(PATH, Protection.ENCRYPT),
                        new Protect(OTHER, Protection.ENCRYPT),
                        new Protect(OTHER, Protection.DISCARD))))
                .isInstanceOf(SimulatedCrash.class);
        assertThat(hosts.onA.isDead()).isTrue();
        assertThatThrownBy(hosts.onA::snapshot).isInstanceOf(SimulatedCrash.class);
        hosts.a.send(toB("x"));
        assertThat(hosts.heardOnA).isEmpty();
        assertThat(new MemoryBackend(hosts.a).snapshot().paths())
                .containsEntry(OTHER, Protection.ENCRYPT)
                .hasSize(2);
    }

    @Test
    void halfASwitchIsIncompleteAndStillClosed() {
        applied(hosts.onA, new Protect(PATH, Protection.ENCRYPT));
        hosts.onA.inject(new Crash(1, Moment.HALFWAY));
        assertThatThrownBy(() -> hosts.onA.apply(List.of(new Protect(PATH, Protection.DISCARD))))
                .isInstanceOf(SimulatedCrash.class);
        assertThat(new MemoryBackend(hosts.a).snapshot().incompletePaths()).containsExactly(PATH);
        assertThat(hosts.a.sendsInClear(toB("x"))).isFalse();
        assertThat(hosts.a.acceptsInClear(toA("x"))).isFalse();
    }

    @Test
    void lostEventsAreReplacedByOneWordThatTheyAre() {
        applied(hosts.onA, new Protect(PATH, Protection.ENCRYPT), new Protect(OTHER, Protection.ENCRYPT));
        hosts.onA.inject(new LoseEvents(2));
        hosts.a.removePolicy(TrafficSelector.of(PATH), Direction.INBOUND);
        hosts.a.removePolicy(TrafficSelector.of(PATH), Direction.OUTBOUND);
        assertThat(hosts.heardOnA).containsExactly(new EventsLost());
        hosts.a.removePolicy(TrafficSelector.of(OTHER), Direction.OUTBOUND);
        assertThat(hosts.heardOnA).extracting(e -> e.kind()).containsExactly(Kind.EVENTS_LOST, Kind.CHANGED_BY_OTHERS);
    }

    @Test
    void whatAnotherBackendOrAdministratorDoesToOursIsTold() {
        ChildSa child = hosts.connect(EspParameters.standard());
        assertThat(hosts.heardOnA).isEmpty();
        assertThat(hosts.a.removeSa(child.inbound().id())).isTrue();
        assertThat(hosts.a.removeSa(child.inbound().id())).isFalse();
        applied(new MemoryBackend(hosts.a), new Protect(OTHER, Protection.DISCARD));
        assertThat(hosts.heardOnA)
                .extracting(e -> e.kind())
                .containsOnly(Kind.CHANGED_BY_OTHERS)
                .hasSize(3);
    }

    @Test
    void aClosedBackendRefusesByName() {
        hosts.onA.close();
        assertThatThrownBy(hosts.onA::snapshot)
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
        assertThatThrownBy(() -> hosts.onA.apply(List.of(new InstallSa(
                        hosts.children.child(PATH, EspParameters.standard()).inbound()))))
                .isInstanceOf(SecureConnectException.class);
    }

    @Test
    void theBackendIsFoundByNameAndNeverByItself() {
        List<IpsecBackendProvider> found = ServiceLoader.load(IpsecBackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("memory"))
                .toList();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).supportsThisSystem()).isFalse();
        assertThat(found.get(0).open().snapshot().paths()).isEmpty();
    }
}
