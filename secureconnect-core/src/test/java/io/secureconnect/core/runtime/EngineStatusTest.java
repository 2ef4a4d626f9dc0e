package io.secureconnect.core.runtime;

import static io.secureconnect.core.reconcile.Plans.blocked;
import static io.secureconnect.core.reconcile.Plans.encrypted;
import static io.secureconnect.core.reconcile.Plans.path;
import static io.secureconnect.core.runtime.EngineFixture.inbound;
import static io.secureconnect.core.runtime.EngineFixture.outbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.HostStatus;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.plan.BlockReason;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.core.keying.KeyingEffect;
import io.secureconnect.spi.BackendChange.Kind;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.Protection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineStatusTest {
    private static final HostPair DB1 = path("10.0.0.1<->10.0.0.2");
    private static final HostPair DB2 = path("10.0.0.1<->10.0.0.3");

    private final EngineFixture host = new EngineFixture();

    @Test
    void knowsNoPathBeforeTheFirstPolicy() {
        HostStatus status = host.now(host.engine().status());

        assertThat(status.workload()).isEqualTo("web1");
        assertThat(status.backend()).isEqualTo("Fake kernel 1.0");
        assertThat(status.policyVersion()).isEmpty();
        assertThat(status.suspended()).isFalse();
        assertThat(status.paths()).isEmpty();
    }

    @Test
    void readsOffTheKernelWhatPacketsMeet() {
        applyTwo();

        assertThat(of(DB1).state()).isEqualTo(PathStatus.State.WAITING_FOR_KEYS);
        assertThat(of(DB2).state()).isEqualTo(PathStatus.State.BLOCKED);
        assertThat(of(DB2).reason()).contains(BlockReason.NO_COMMON_PROPOSAL);

        host.leftOver(inbound(DB1, 0x101));
        host.leftOver(outbound(DB1, 0x102), SaState.LARVAL);
        assertThat(of(DB1).state()).as("a larval SA carries nothing").isEqualTo(PathStatus.State.WAITING_FOR_KEYS);
        host.leftOver(outbound(DB1, 0x102), SaState.DYING);
        assertThat(of(DB1).state()).isEqualTo(PathStatus.State.ENCRYPTED);

        host.backend.kernel.incompletePaths.add(DB1);
        assertThat(of(DB1).state()).isEqualTo(PathStatus.State.UNPROTECTED);
        host.backend.kernel.incompletePaths.clear();
        host.backend.kernel.paths.put(DB1, Protection.DISCARD);
        assertThat(of(DB1).state()).isEqualTo(PathStatus.State.BLOCKED);
        assertThat(of(DB1).reason()).as("no verdict blocks it").isEmpty();
    }

    @Test
    void sortsSasByDirectionThenAge() {
        applyTwo();
        host.leftOver(outbound(DB1, 0x102));
        host.advance(Duration.ofMinutes(1));
        host.leftOver(inbound(DB1, 0x100));
        host.advance(Duration.ofMinutes(-2));
        host.leftOver(inbound(DB1, 0x101));

        assertThat(of(DB1).sas())
                .extracting(InstalledSa::id)
                .containsExactly(inbound(DB1, 0x101), inbound(DB1, 0x100), outbound(DB1, 0x102));
    }

    @Test
    void tellsWhatFailedLastUntilItSucceeds() {
        host.backend.refuses = change -> change.kind() == Kind.PROTECT;
        applyTwo();

        assertThat(of(DB1).state()).isEqualTo(PathStatus.State.UNPROTECTED);
        assertThat(of(DB1).lastFailure()).contains("KERNEL_REFUSED: EINVAL, says the kernel");

        host.backend.refuses = change -> false;
        host.advance(Duration.ofSeconds(10));
        host.loop.wake();
        assertThat(of(DB1).lastFailure()).isEmpty();
    }

    @Test
    void tellsWhyAPathHasNoKeys() {
        host.keying.answers.add(
                List.of(new KeyingEffect.Fault(Optional.of(DB1), ErrorCode.KEY_REUSE, "generation 3 was used")));
        applyTwo();

        assertThat(of(DB1).lastFailure()).contains("KEY_REUSE: generation 3 was used");
    }

    @Test
    void showsCountersThatAreNotZeroAndConflicts() {
        host.backend.counters.put("XfrmInNoStates", 3L);
        host.backend.counters.put("XfrmInError", 0L);
        host.backend.kernel.foreignPolicies.add(Foreign.preceding("10.0.0.2/32"));
        applyTwo();

        HostStatus status = host.now(host.engine().status());

        assertThat(status.counters()).containsOnlyKeys("XfrmInNoStates");
        assertThat(status.conflicts()).hasSize(1);
    }

    @Test
    void failsIfTheKernelCannotBeRead() {
        applyTwo();
        host.backend.snapshotFailure = Optional.of(new IllegalStateException("short read"));

        assertThat(host.refusal(host.engine().status())).isEqualTo(ErrorCode.KERNEL_PROTOCOL);
    }

    private void applyTwo() {
        host.now(host.engine()
                .apply(host.policies.document(1, encrypted("db1", DB1.toString()), blocked("db2", DB2.toString()))));
    }

    private PathStatus of(HostPair path) {
        return host.now(host.engine().status()).paths().stream()
                .filter(status -> status.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
