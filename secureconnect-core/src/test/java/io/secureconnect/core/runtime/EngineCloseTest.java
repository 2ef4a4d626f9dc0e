package io.secureconnect.core.runtime;

import static io.secureconnect.core.reconcile.Plans.encrypted;
import static io.secureconnect.core.reconcile.Plans.path;
import static io.secureconnect.core.runtime.EngineFixture.inbound;
import static io.secureconnect.core.runtime.EngineFixture.outbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.CloseMode;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendChange.Kind;
import io.secureconnect.spi.BackendChange.RemoveExemption;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.Exemption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineCloseTest {
    private static final HostPair DB1 = path("10.0.0.1<->10.0.0.2");

    private final EngineFixture host = new EngineFixture();
    private final PolicyDocument one = host.policies.document(1, encrypted("db1", DB1.toString()));

    @Test
    void leavesTheKernelAsItIs() {
        running();

        close(CloseMode.LEAVE);

        assertThat(host.backend.asked).isEmpty();
        assertThat(host.backend.closed).isEqualTo(1);
        assertThat(host.keying.closed).isEqualTo(1);
    }

    @Test
    void removesSasThenBlocksThenExemptions() {
        Exemption ssh = Exemption.ike(AddressFamily.IPV4, 2222);
        host.failsafe.add(ssh);
        running();

        assertThat(close(CloseMode.REMOVE)).isCompleted();

        assertThat(host.backend.asked)
                .containsExactly(
                        new RemoveSa(outbound(DB1, 0x102)),
                        new RemoveSa(inbound(DB1, 0x101)),
                        new Unprotect(DB1),
                        new RemoveExemption(ssh));
        assertThat(host.takeEventKinds())
                .contains(SecureConnectEvent.Kind.SA_REMOVED, SecureConnectEvent.Kind.PATH_RELEASED);
        assertThat(host.backend.closed).isEqualTo(1);
    }

    @Test
    void removesWhatAnEarlierEngineLeftAlsoBeforeTheFirstPolicy() {
        host.backend.kernel.incompletePaths.add(DB1);
        host.engine();

        close(CloseMode.REMOVE);

        assertThat(host.backend.kernel.incompletePaths).isEmpty();
    }

    @Test
    void removesThoughSuspended() {
        running();
        host.now(host.engine().suspend());

        close(CloseMode.REMOVE);

        assertThat(host.backend.kernel.paths).isEmpty();
    }

    @Test
    void saysWhatCouldNotBeRemovedAndEndsAllTheSame() {
        running();
        host.backend.refuses = change -> change.kind() == Kind.REMOVE_SA;

        CompletableFuture<Void> closed = close(CloseMode.REMOVE);

        assertThat(host.refused(closed))
                .hasMessageContaining("EINVAL")
                .extracting("code")
                .isEqualTo(ErrorCode.KERNEL_REFUSED);
        assertThat(host.backend.kernel.paths).as("fail closed").containsOnlyKeys(DB1);
        assertThat(host.backend.closed).isEqualTo(1);
    }

    static Stream<Function<EngineFixture, CompletionStage<?>>> everyMethod() {
        return Stream.of(
                host -> host.engine().plan(host.policies.document(1)),
                host -> host.engine().apply(host.policies.document(1)),
                host -> host.engine().applyForced(host.policies.document(1)),
                host -> host.engine().status(),
                host -> host.engine().explain("db1"),
                host -> host.engine().suspend(),
                host -> host.engine().resume());
    }

    @ParameterizedTest
    @MethodSource("everyMethod")
    void endsEveryMethod(Function<EngineFixture, CompletionStage<?>> method) {
        host.engine();
        close(CloseMode.LEAVE);

        assertThat(host.refusal(method.apply(host))).isEqualTo(ErrorCode.CLOSED);
    }

    @Test
    void refusesWhatCameAfterItAndWhatWaitedForAResume() {
        running();
        host.now(host.engine().suspend());
        CompletableFuture<ApplyReport> waiting = host.engine().apply(one).toCompletableFuture();
        host.loop.turn();
        CompletableFuture<Void> closed = submitClose(CloseMode.LEAVE);
        CompletionStage<?> late = host.engine().status();

        assertThat(host.refusal(waiting)).isEqualTo(ErrorCode.CLOSED);
        assertThat(host.refusal(late)).isEqualTo(ErrorCode.CLOSED);
        assertThat(closed).isCompleted();
    }

    @Test
    void aSecondTimeDoesNothing() {
        running();
        CompletableFuture<Void> first = submitClose(CloseMode.LEAVE);
        CompletableFuture<Void> second = submitClose(CloseMode.REMOVE);
        host.loop.turn();

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(host.backend.asked).isEmpty();
        host.engine().close(CloseMode.REMOVE);
        assertThat(host.backend.closed).isEqualTo(1);
    }

    @Test
    void fromAListenerItEndsTheEngineAfterTheWorkAtHand() {
        host.alsoHears = event -> {
            if (event.kind() == SecureConnectEvent.Kind.PATH_PROTECTED) {
                host.engine().close(CloseMode.LEAVE);
            }
        };

        ApplyReport report = host.now(host.engine().apply(one));

        assertThat(report.complete()).isTrue();
        assertThat(host.events).last().isInstanceOf(SecureConnectEvent.PolicyApplied.class);
        assertThat(host.backend.closed).isEqualTo(1);
        assertThat(host.refusal(host.engine().status())).isEqualTo(ErrorCode.CLOSED);
    }

    @Test
    void fromAnAnswerItDoesNotWaitForItself() {
        CompletionStage<Void> chained =
                host.engine().apply(one).thenAccept(report -> host.engine().close(CloseMode.REMOVE));

        host.now(chained);

        assertThat(host.backend.kernel.paths).isEmpty();
    }

    @Test
    void hearsNoEventAfterwards() {
        running();
        close(CloseMode.LEAVE);
        host.events.clear();

        host.backend.tell(new BackendEvent.EventsLost());
        host.loop.turn();

        assertThat(host.events).isEmpty();
    }

    private void running() {
        host.leftOver(inbound(DB1, 0x101));
        host.leftOver(outbound(DB1, 0x102));
        host.now(host.engine().apply(one));
        host.backend.asked.clear();
    }

    private CompletableFuture<Void> close(CloseMode mode) {
        CompletableFuture<Void> done = submitClose(mode);
        host.loop.turn();
        return done;
    }

    /** What {@code close} does before it waits; waiting would stop the test's own thread. */
    private CompletableFuture<Void> submitClose(CloseMode mode) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        host.loop.submit(new EngineInput.Close(mode, done));
        return done;
    }
}
