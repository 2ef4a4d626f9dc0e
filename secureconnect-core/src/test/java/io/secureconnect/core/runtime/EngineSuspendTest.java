package io.secureconnect.core.runtime;

import static io.secureconnect.core.reconcile.Plans.encrypted;
import static io.secureconnect.core.reconcile.Plans.path;
import static io.secureconnect.core.runtime.EngineFixture.inbound;
import static io.secureconnect.core.runtime.EngineFixture.sa;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.keying.KeyingEffect;
import io.secureconnect.core.reconcile.Plans;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Kind;
import io.secureconnect.spi.BackendEvent.Acquire;
import io.secureconnect.spi.BackendEvent.ChangedByOthers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EngineSuspendTest {
    private static final HostPair DB1 = path("10.0.0.1<->10.0.0.2");
    private static final HostPair DB2 = path("10.0.0.1<->10.0.0.3");

    private final EngineFixture host = new EngineFixture();
    private final PolicyDocument one = host.policies.document(1, encrypted("db1", DB1.toString()));
    private final PolicyDocument two =
            host.policies.document(2, encrypted("db1", DB1.toString()), encrypted("db2", DB2.toString()));
    private final SealedInstruction outbound =
            new SealedInstruction("web1", "db1/web1", 2, KeyPhase.OUTBOUND, new byte[] {1});

    @Test
    void keepsSasAndBlocksAndWritesNothingAtAll() {
        suspended();
        CompletableFuture<ApplyReport> apply = host.engine().apply(two).toCompletableFuture();
        host.keying.deliver(outbound);
        host.backend.tell(new Acquire(DB1));
        host.backend.kernel.paths.remove(DB1);
        host.backend.tell(new ChangedByOthers("a policy of ours is gone"));
        host.loop.turn();
        host.advance(Duration.ofHours(2));
        host.loop.wake();

        assertThat(host.backend.asked).isEmpty();
        assertThat(host.keying.instructions).isEmpty();
        assertThat(apply).isNotDone();
        assertThat(host.loop.engine().untilWake()).isEmpty();
    }

    @Test
    void stillAnswersQuestions() {
        suspended();

        assertThat(host.now(host.engine().status()).suspended()).isTrue();
        assertThat(host.now(host.engine().plan(two)).changes()).hasSize(1);
        assertThat(host.now(host.engine().explain("db1")).b()).isEqualTo("web1");
        assertThat(host.backend.asked).isEmpty();
    }

    @Test
    void resumingRepairsFirstAndThenReplaysWhatCame() {
        suspended();
        CompletableFuture<ApplyReport> apply = host.engine().apply(two).toCompletableFuture();
        host.keying.deliver(outbound);
        host.keying.deliver(outbound);
        host.backend.kernel.paths.remove(DB1);
        host.backend.tell(new ChangedByOthers("a policy of ours is gone"));
        host.backend.tell(new Acquire(DB1));
        host.loop.turn();

        host.now(host.engine().resume());

        assertThat(host.backend.takeAskedKinds()).containsExactly(Kind.PROTECT, Kind.PROTECT);
        assertThat(apply.join().policyVersion()).isEqualTo(2);
        assertThat(host.keying.instructions).as("said twice, done once").containsExactly(outbound);
        assertThat(host.keying.events).containsExactly(new Acquire(DB1));
        assertThat(host.now(host.engine().status()).suspended()).isFalse();
    }

    @Test
    void resumingMakesGoodWhatNobodyToldOf() {
        suspended();
        host.backend.kernel.paths.remove(DB1);

        host.now(host.engine().resume());

        assertThat(host.backend.kernel.paths).containsOnlyKeys(DB1);
        assertThat(host.events).containsExactly(new SecureConnectEvent.Reconciled("resumed", 1));
    }

    @Test
    void holdsARotationBetweenTwoOfItsSteps() {
        host.now(host.engine().apply(one));
        host.keying.answers.add(List.of(new KeyingEffect.Change(new InstallSa(sa(inbound(DB1, 0x101))))));
        host.keying.deliver(new SealedInstruction("web1", "db1/web1", 2, KeyPhase.INBOUND, new byte[] {0}));
        host.now(host.engine().suspend());
        assertThat(host.backend.kernel.sas).containsOnlyKeys(inbound(DB1, 0x101));

        host.keying.deliver(outbound);
        host.loop.turn();
        assertThat(host.keying.instructions).hasSize(1);

        host.now(host.engine().resume());
        assertThat(host.keying.instructions).hasSize(2).last().isEqualTo(outbound);
    }

    @Test
    void twiceIsOnce() {
        suspended();
        host.now(host.engine().suspend());
        host.now(host.engine().resume());
        host.now(host.engine().resume());

        assertThat(host.now(host.engine().status()).suspended()).isFalse();
        assertThat(host.backend.asked).isEmpty();
    }

    @Test
    void aResumeThatFindsTheKernelUnreadableTriesAgain() {
        suspended();
        host.backend.kernel.paths.remove(DB1);
        host.backend.snapshotFailure = Optional.of(new IllegalStateException("short read"));
        host.now(host.engine().resume());
        assertThat(host.backend.kernel.paths).isEmpty();

        host.backend.snapshotFailure = Optional.empty();
        host.advance(host.loop.engine().untilWake().orElseThrow());
        host.loop.wake();

        assertThat(host.backend.kernel.paths).containsOnlyKeys(DB1);
    }

    @Test
    void waitsWithSasThatRanOutWhereTheEngineCounts() {
        host.backend.capabilities = Plans.kernel().expiryEvents(false).build();
        host.leftOver(inbound(DB1, 0x101));
        suspended();
        host.advance(Duration.ofHours(1));
        host.loop.wake();
        assertThat(host.backend.kernel.sas).isNotEmpty();

        host.now(host.engine().resume());
        assertThat(host.backend.kernel.sas).isEmpty();
    }

    private void suspended() {
        host.now(host.engine().apply(one));
        host.now(host.engine().suspend());
        host.backend.asked.clear();
        host.events.clear();
    }
}
