package io.secureconnect.core.runtime;

import static io.secureconnect.core.reconcile.Plans.encrypted;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.CloseMode;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.spi.BackendEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine on its own thread. The timeout is for a loop that died; no test waits for time to pass. */
@Timeout(60)
class LoopThreadTest {
    private final FakeBackend backend = new FakeBackend();
    private final FakePolicies policies = new FakePolicies();
    private final FakeKeying keying = new FakeKeying();
    private final BlockingQueue<SecureConnectEvent> events = new LinkedBlockingQueue<>();
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.EPOCH);
    private final PolicyDocument one = policies.document(1, encrypted("db1", "10.0.0.1<->10.0.0.2"));
    private final SecureConnect engine = EngineOpening.open(
            SecureConnectOptions.builder()
                    .workload("web1")
                    .backend(backend)
                    .timeSource(time::get)
                    .listener(this::hear)
                    .build(),
            policies,
            new WaysToKeys(Optional.of(keying.source()), Optional.empty()),
            new LoopThread("secureconnect-web1"));
    private volatile boolean deaf;

    private void hear(SecureConnectEvent event) {
        events.add(event);
        if (deaf) {
            throw new AssertionError("a listener with a bug");
        }
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void worksOnOneDaemonThreadWithAName() throws Exception {
        Thread loop = onLoop();

        assertThat(loop.getName()).isEqualTo("secureconnect-web1");
        assertThat(loop.isDaemon()).isTrue();
        assertThat(onLoop()).isSameAs(loop);
    }

    @Test
    void answersInTheOrderItWasAsked() throws Exception {
        CompletableFuture<ApplyReport> first = engine.apply(one).toCompletableFuture();
        CompletableFuture<ApplyReport> second = engine.apply(one).toCompletableFuture();

        assertThat(second.get().written()).isZero();
        assertThat(first).isDone();
        assertThat(first.get().written()).isEqualTo(1);
    }

    @Test
    void goesOnAfterAListenerThrew() throws Exception {
        deaf = true;
        engine.apply(one).toCompletableFuture().get();

        assertThat(engine.status().toCompletableFuture().get().policyVersion()).hasValue(1);
        assertThat(events).isNotEmpty();
    }

    @Test
    void takesEventsFromOtherThreads() throws Exception {
        engine.apply(one).toCompletableFuture().get();
        events.clear();
        Thread kernel = new Thread(() -> backend.tell(new BackendEvent.EventsLost()));
        kernel.start();
        kernel.join();

        assertThat(events.take()).isInstanceOf(SecureConnectEvent.Reconciled.class);
    }

    @Test
    void wakesByItselfWhenSomethingIsDue() throws Exception {
        CountDownLatch refusedOnce = new CountDownLatch(1);
        backend.refuses = change -> {
            boolean first = refusedOnce.getCount() > 0;
            refusedOnce.countDown();
            time.set(Instant.EPOCH.plusSeconds(3_600)); // the retry is due as soon as the loop looks at the clock
            return first;
        };
        engine.apply(one).toCompletableFuture().get();

        assertThat(takeKind(SecureConnectEvent.Kind.RECONCILED))
                .isEqualTo(new SecureConnectEvent.Reconciled("trying again what failed", 1));
    }

    @Test
    void closeBlocksUntilAllIsGone() throws Exception {
        engine.apply(one).toCompletableFuture().get();

        engine.close(CloseMode.REMOVE);

        assertThat(backend.kernel.paths).isEmpty();
        assertThat(backend.closed).isEqualTo(1);
    }

    @Test
    void closeFromTheLoopDoesNotBlockTheLoop() throws Exception {
        CompletableFuture<Void> closed = engine.apply(one)
                .thenAccept(report -> engine.close(CloseMode.REMOVE))
                .toCompletableFuture();

        closed.get();
        engine.close(); // waits for the one before, or comes too late to matter
        assertThat(backend.kernel.paths).isEmpty();
    }

    @Test
    void closeGoesOnWhenInterruptedAndSaysSoAfterwards() throws Exception {
        engine.apply(one).toCompletableFuture().get();
        Thread.currentThread().interrupt();

        engine.close(CloseMode.REMOVE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(backend.kernel.paths).isEmpty();
    }

    @Test
    void anInterruptDoesNotStopTheLoop() throws Exception {
        onLoop().interrupt();

        assertThat(engine.apply(one).toCompletableFuture().get().written()).isEqualTo(1);
    }

    @Test
    void whoAsksWhileItClosesIsAnsweredToo() throws Exception {
        List<CompletableFuture<?>> asked = new ArrayList<>();
        Thread closer = new Thread(() -> engine.close(CloseMode.LEAVE));
        closer.start();
        for (int i = 0; i < 1_000; i++) {
            asked.add(engine.status().toCompletableFuture());
        }
        closer.join();

        for (CompletableFuture<?> answer : asked) {
            try {
                answer.get(30, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(SecureConnectException.class);
            }
        }
    }

    /** The loop's own thread, seen from the backend. */
    private Thread onLoop() throws Exception {
        CompletableFuture<Thread> seen = new CompletableFuture<>();
        backend.beforeSnapshot = () -> seen.complete(Thread.currentThread());
        engine.status().toCompletableFuture().get();
        backend.beforeSnapshot = () -> {};
        return seen.get();
    }

    private SecureConnectEvent takeKind(SecureConnectEvent.Kind kind) throws InterruptedException {
        SecureConnectEvent event = events.take();
        while (event.kind() != kind) {
            event = events.take();
        }
        return event;
    }
}
