package io.secureconnect.core.runtime;

import io.secureconnect.api.CloseMode;
import io.secureconnect.api.HostStatus;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine proper: one input in, and all that follows from it is done when {@link #on} returns. It has no thread and no
 * clock of its own; an {@link EventLoop} drives it, and nothing else may.
 */
final class EngineState {
    private static final Logger LOG = LoggerFactory.getLogger(EngineState.class);

    private final String workload;
    private final TimeSource time;
    private final Kernel kernel;
    private final KeyingDriver keying;
    private final DatagramInbox inbox;
    private final Rollout rollout;
    private final KernelEvents kernelEvents;
    private final Bookkeeping books;
    private final Outbox outbox;
    private final Backlog backlog = new Backlog();
    private boolean suspended;
    private boolean ended;

    EngineState(
            String workload,
            TimeSource time,
            Kernel kernel,
            KeyingDriver keying,
            DatagramInbox inbox,
            Rollout rollout,
            KernelEvents kernelEvents,
            Bookkeeping books,
            Outbox outbox) {
        this.workload = workload;
        this.time = time;
        this.kernel = kernel;
        this.keying = keying;
        this.inbox = inbox;
        this.rollout = rollout;
        this.kernelEvents = kernelEvents;
        this.books = books;
        this.outbox = outbox;
    }

    /** Whether it was closed; every further request is answered with {@code CLOSED}. */
    boolean ended() {
        return ended;
    }

    /** How long until something is due by itself; empty if nothing is. */
    Optional<Duration> untilWake() {
        if (ended) {
            return Optional.empty();
        }
        Instant now = time.now();
        Stream<Instant> looks =
                suspended ? Stream.empty() : Stream.concat(rollout.lookAt().stream(), books.nextExpiry().stream());
        return Stream.concat(looks, keying.wakeAt().stream())
                .min(Instant::compareTo)
                .map(at -> at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
    }

    /** Does what {@code input} asks for and what is due, then tells those who listen or wait. Never throws. */
    void on(EngineInput input) {
        Instant now = time.now();
        handle(input, now);
        if (!ended) {
            guarded(new EngineInput.Wake(), () -> keying.wake(now));
        }
        if (!suspended && !ended) {
            guarded(new EngineInput.Wake(), () -> doWhatIsDue(now));
        }
        outbox.flush();
    }

    private void handle(EngineInput input, Instant now) {
        if (ended) {
            late(input);
        } else if (suspended && wouldChangeTheKernel(input)) {
            backlog.add(input);
        } else {
            guarded(input, () -> dispatch(input, now));
        }
    }

    private boolean wouldChangeTheKernel(EngineInput input) {
        return switch (input.kind()) {
            case KERNEL_EVENT -> {
                BackendEvent event = ((EngineInput.KernelEvent) input).event();
                yield !isOnlyTold(event) && !keepsIkeAlive(event);
            }
            case APPLY, INSTRUCTION, WAKE -> true;
            case PLAN, STATUS, EXPLAIN, SUSPEND, RESUME, CLOSE, DATAGRAMS -> false;
        };
    }

    private static boolean isOnlyTold(BackendEvent event) {
        return event.kind() == BackendEvent.Kind.NATIVE_IKE_FAILED || event.kind() == BackendEvent.Kind.PACKET_DROPPED;
    }

    /** What IKE SAs that stand have to know in time; their peers do not wait until this engine resumes. */
    private boolean keepsIkeAlive(BackendEvent event) {
        Optional<HostPair> path = switch (event.kind()) {
            case EXPIRED -> Optional.of(((BackendEvent.Expired) event).id().path());
            case MAPPING_CHANGED ->
                Optional.of(((BackendEvent.MappingChanged) event).id().path());
            case ACQUIRE, CHANGED_BY_OTHERS, EVENTS_LOST, NATIVE_IKE_FAILED, PACKET_DROPPED -> Optional.empty();
        };
        return path.isPresent()
                && rollout.inForce()
                        .filter(policy -> policy.keyedBy(KeyingMode.IKE, path.get()))
                        .isPresent();
    }

    private void dispatch(EngineInput input, Instant now) {
        switch (input.kind()) {
            case PLAN -> {
                EngineInput.Plan plan = (EngineInput.Plan) input;
                outbox.answer(plan.answer(), rollout.plan(plan.draft()));
            }
            case APPLY -> {
                EngineInput.Apply apply = (EngineInput.Apply) input;
                outbox.answer(apply.answer(), rollout.apply(apply.policy(), apply.forced(), now));
            }
            case STATUS -> outbox.answer(((EngineInput.Status) input).answer(), status());
            case EXPLAIN -> {
                EngineInput.Explain explain = (EngineInput.Explain) input;
                outbox.answer(explain.answer(), explain(explain.peer()));
            }
            case SUSPEND -> suspend((EngineInput.Suspend) input);
            case RESUME -> resume((EngineInput.Resume) input, now);
            case CLOSE -> close((EngineInput.Close) input, now);
            case KERNEL_EVENT -> kernelTold(((EngineInput.KernelEvent) input).event(), now);
            case INSTRUCTION -> keying.on(((EngineInput.Instruction) input).sealed(), now);
            case DATAGRAMS -> keying.on(inbox.take(), now);
            case WAKE -> kernelEvents.takeRepairCause().ifPresent(cause -> rollout.repair(cause, now));
        }
    }

    /** Before the first policy nothing is wanted; the first one begins with a look at the kernel anyway. */
    private void kernelTold(BackendEvent event, Instant now) {
        rollout.inForce().ifPresent(policy -> kernelEvents.on(event, policy, now));
    }

    private void doWhatIsDue(Instant now) {
        if (rollout.lookAt().filter(at -> !at.isAfter(now)).isPresent()) {
            rollout.look(now);
        }
        kernelEvents.expire(now);
    }

    private HostStatus status() {
        Map<String, Long> counters = new TreeMap<>(kernel.counters());
        counters.putAll(keying.counters());
        counters.put("ikeDatagramsDropped", inbox.dropped());
        return new StatusReport(kernel.snapshot(), books::lastFailure, keying::negotiation)
                .of(
                        workload,
                        rollout.inForce(),
                        suspended,
                        kernel.capabilities().description(),
                        counters);
    }

    private Explanation explain(String peer) {
        PolicyInForce policy = rollout.inForce()
                .orElseThrow(() -> new SecureConnectException(
                        ErrorCode.UNKNOWN_WORKLOAD,
                        "'" + peer + "' is unknown, for no policy is in force yet; apply one first"));
        return Negotiations.add(policy.fleet().explain(workload, peer), workload, keying::negotiation);
    }

    private void suspend(EngineInput.Suspend input) {
        if (!suspended) {
            suspended = true;
            keying.suspended(true);
            LOG.info("suspended: SAs and blocks stay, nothing is changed");
        }
        outbox.done(input.answer());
    }

    private void resume(EngineInput.Resume input, Instant now) {
        if (suspended) {
            suspended = false;
            keying.suspended(false);
            LOG.info("resumed");
            kernelEvents.takeRepairCause();
            rollout.repair("resumed", now);
            backlog.drain().forEach(missed -> handle(missed, now));
        }
        outbox.done(input.answer());
    }

    private void close(EngineInput.Close input, Instant now) {
        ended = true;
        quietly(() -> keying.end(input.mode() == CloseMode.REMOVE, now));
        guarded(input, () -> {
            if (input.mode() == CloseMode.REMOVE) {
                removeAll();
            }
            outbox.done(input.answer());
        });
        quietly(keying::close);
        quietly(kernel::close);
        backlog.drain().forEach(this::late);
        LOG.info("closed, {}", input.mode());
    }

    private void removeAll() {
        List<ChangeResult> failures = rollout.removeAll();
        if (!failures.isEmpty()) {
            ChangeResult.Fault first = failures.get(0).fault().orElseThrow();
            throw new SecureConnectException(
                    first.code(),
                    failures.size()
                            + " change(s) failed while all of ours was to be removed; what is left goes on blocking;"
                            + " open an engine again and close it with REMOVE; the first failure: "
                            + first.message());
        }
    }

    /** Whoever asks an engine that has ended is told so; whoever only tells it something is not heard. */
    private void late(EngineInput input) {
        if (input instanceof EngineInput.Close close) {
            outbox.done(close.answer());
        } else if (input instanceof EngineInput.Request request) {
            outbox.fail(request.answer(), HostEngine.closed());
        }
    }

    private void guarded(EngineInput input, Runnable work) {
        try {
            work.run();
        } catch (SecureConnectException e) {
            refuse(input, e);
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed", input.kind(), e);
            refuse(input, new SecureConnectException(ErrorCode.INTERNAL, input.kind() + " failed: " + e, e));
        }
    }

    private void refuse(EngineInput input, SecureConnectException cause) {
        if (input instanceof EngineInput.Request request) {
            outbox.fail(request.answer(), cause);
        } else {
            books.fault(cause.code(), String.valueOf(cause.getMessage()));
        }
    }

    private static void quietly(Runnable close) {
        try {
            close.run();
        } catch (RuntimeException e) {
            LOG.warn("could not be closed", e);
        }
    }
}
