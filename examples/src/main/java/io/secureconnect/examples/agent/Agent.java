package io.secureconnect.examples.agent;

import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.CloseMode;
import io.secureconnect.api.HostStatus;
import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.SecureConnectOptions.ControllerKeys;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.event.SecureConnectListener;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.examples.ProcessClock;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.file.DirectoryLock;
import io.secureconnect.examples.file.PrivateFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The engine of one host and the files it watches. It has no thread of its own: its owner calls {@link #tick} now and then.
 * {@link #status}, {@link #suspend} and {@link #resume} may be called by other threads meanwhile.
 */
public final class Agent {
    private static final Duration REPEAT = Duration.ofSeconds(30);

    private final DirectoryLock lock;
    private final Optional<HostKeys> keys;
    private final Optional<HostIke> ike;
    private final SecureConnect engine;
    private final ProcessClock clock;
    private final WatchedPolicy policy;
    private final boolean force;
    private final Consumer<String> complaints;
    private String lastComplaint = "";
    private boolean suspended;
    private Instant repeatAt = Instant.MIN;

    private Agent(
            AgentOptions options,
            DirectoryLock lock,
            Optional<HostKeys> keys,
            Optional<HostIke> ike,
            SecureConnect engine,
            ProcessClock clock,
            Consumer<String> complaints) {
        this.lock = lock;
        this.keys = keys;
        this.ike = ike;
        this.engine = engine;
        this.clock = clock;
        this.policy = new WatchedPolicy(options.policy());
        this.force = options.force();
        this.complaints = complaints;
    }

    /**
     * Starts the engine and puts the policy in force; whatever fails, the process holds nothing afterwards.
     *
     * @param complaints hears of what goes wrong later on
     */
    public static Agent start(
            AgentOptions options, ProcessClock clock, SecureConnectListener listener, Consumer<String> complaints) {
        PrivateFiles.createDirectory(options.state());
        DirectoryLock lock = DirectoryLock.take(options.state(), "agent.lock", "another agent");
        Optional<HostKeys> keys = Optional.empty();
        Optional<HostIke> ike = Optional.empty();
        try {
            keys = options.keys().map(files -> HostKeys.open(files, options, clock::wake));
            ike = options.ike().map(HostIke::open);
            SecureConnect engine = SecureConnect.open(engineOptions(
                    options, keys.map(HostKeys::forEngine), ike.map(HostIke::forEngine), clock, listener));
            return new Agent(options, lock, keys, ike, engine, clock, complaints).begin();
        } catch (RuntimeException e) {
            keys.ifPresent(HostKeys::close);
            ike.ifPresent(HostIke::close);
            lock.close();
            throw e;
        }
    }

    static SecureConnectOptions engineOptions(
            AgentOptions options,
            Optional<ControllerKeys> keys,
            Optional<IkeOptions> ike,
            ProcessClock clock,
            SecureConnectListener listener) {
        return SecureConnectOptions.builder()
                .workload(options.workload())
                .backend(options.backend().get())
                .failsafe(options.failsafe())
                .controllerKeys(keys)
                .ike(ike)
                .listener(listener)
                .timeSource(clock)
                .build();
    }

    private Agent begin() {
        try {
            applyPolicy();
            exchangeKeys();
            return this;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** Looks at the files and does what follows. Trouble is a complaint, told once until it changes. */
    public void tick() {
        String complaint = trouble(this::applyPolicy) + trouble(this::exchangeKeys);
        if (!complaint.equals(lastComplaint) && !complaint.isEmpty()) {
            complaints.accept(complaint.strip());
        }
        lastComplaint = complaint;
    }

    /** How every path stands. */
    public HostStatus status() {
        return join(engine.status());
    }

    /** Why a peer is as it is, and how IKE with it stands. */
    public Explanation explain(String peer) {
        return join(engine.explain(peer));
    }

    /** See {@link SecureConnect#suspend}; the policy file is not looked at meanwhile. */
    public void suspend() {
        synchronized (policy) {
            join(engine.suspend());
            suspended = true;
        }
    }

    /** See {@link SecureConnect#resume}. */
    public void resume() {
        synchronized (policy) {
            join(engine.resume());
            suspended = false;
        }
    }

    /** Ends the engine. */
    public void close(CloseMode mode) {
        try {
            engine.close(mode);
        } finally {
            keys.ifPresent(HostKeys::close);
            ike.ifPresent(HostIke::close);
            lock.close();
        }
    }

    private void applyPolicy() {
        // A suspended engine answers an apply only when it goes on; until then nobody may wait for it.
        synchronized (policy) {
            if (!suspended) {
                policy.changed().ifPresent(this::apply);
            }
        }
    }

    private void exchangeKeys() {
        keys.ifPresent(files -> {
            if (!clock.now().isBefore(repeatAt)) {
                repeat(files);
            }
            if (files.poll() > 0) {
                status(); // the engine answers when it has done what came before, so its reports are there
            }
            files.flush();
        });
    }

    private void apply(PolicyDocument document) {
        try {
            ApplyReport report = join(force ? engine.applyForced(document) : engine.apply(document));
            report.failures()
                    .forEach(failure -> failure.fault()
                            .ifPresent(fault -> complaints.accept(fault.code() + ": " + fault.message())));
            report.conflicts().forEach(conflict -> complaints.accept("in the way: " + conflict));
            keys.ifPresent(this::repeat);
        } catch (SecureConnectException e) {
            if (ExitStatus.of(e.code()) == ExitStatus.KERNEL) {
                policy.again(); // the kernel may think otherwise later, the document will not
            }
            throw e;
        }
    }

    /** What was reported may have been lost on its way; an instruction that comes again is answered again. */
    private void repeat(HostKeys files) {
        files.repeat();
        repeatAt = clock.now().plus(REPEAT);
    }

    private static String trouble(Runnable duty) {
        try {
            duty.run();
            return "";
        } catch (CommandFailure e) {
            return e.text() + "\n";
        } catch (SecureConnectException e) {
            return e.code() + ": " + e.getMessage() + "\n";
        }
    }

    static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SecureConnectException) {
                throw (SecureConnectException) e.getCause();
            }
            throw e;
        }
    }
}
