package io.secureconnect.testkit.fleet;

import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.CloseMode;
import io.secureconnect.api.HostStatus;
import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.spi.KeyJournal;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.kernel.MemoryKernel;
import io.secureconnect.testkit.kernel.SimulatedKernel;
import io.secureconnect.testkit.kernel.SimulatedProcess;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One host of a {@link Fleet}: a kernel and a key journal that last, and, while it runs, an agent with the real engine.
 *
 * <p>Calls wait until the engine has done what was asked. Not thread-safe.
 */
public final class FleetHost {
    /** Real time; only an engine that hangs ever reaches it. */
    private static final long PATIENCE_SECONDS = 60;

    private final String id;
    private final SimulatedKernel kernel;
    private final SealingKeyPair keys;
    private final SealingPublicKey distributor;
    private final Supplier<IkeOptions> ike;
    private final Consumer<Runnable> arrivals;
    private final KeyJournal journal = KeyJournal.inMemory();
    private final List<SecureConnectEvent> events = new CopyOnWriteArrayList<>();
    private @Nullable Agent agent;
    private boolean cutOff;

    /** What dies when the agent's process does. */
    private record Agent(SimulatedProcess process, FleetChannel channel, SecureConnect engine) {}

    /**
     * A host whose engine has not been started.
     *
     * @param ike makes what a newly started engine needs for IKE
     * @param arrivals is given what hands a datagram of IKE in, as each arrives
     */
    FleetHost(
            String id,
            SimulatedKernel kernel,
            SealingKeyPair keys,
            SealingPublicKey distributor,
            Supplier<IkeOptions> ike,
            Consumer<Runnable> arrivals) {
        this.id = id;
        this.kernel = kernel;
        this.keys = keys;
        this.distributor = distributor;
        this.ike = ike;
        this.arrivals = arrivals;
    }

    /** The workload's id. */
    public String id() {
        return id;
    }

    /**
     * The in-memory kernel.
     *
     * @throws IllegalStateException if the host has one of another kind
     */
    public MemoryKernel kernel() {
        if (kernel instanceof MemoryKernel inMemory) {
            return inMemory;
        }
        throw new IllegalStateException(id + " has no in-memory kernel but " + kernel + "; ask for simulatedKernel");
    }

    /** The kernel, of whatever kind it is. */
    public SimulatedKernel simulatedKernel() {
        return kernel;
    }

    /** Every event that engines of this host told, in order. */
    public List<SecureConnectEvent> events() {
        return List.copyOf(events);
    }

    /** Starts the engine; what an earlier one left in the kernel is there to be adopted. */
    public void start() {
        if (agent != null) {
            throw new IllegalStateException(id + " runs already; stop it first");
        }
        SimulatedProcess process = kernel.start();
        FleetChannel channel = new FleetChannel(() -> !cutOff && !process.isDead());
        SecureConnect engine = SecureConnect.open(SecureConnectOptions.builder()
                .workload(id)
                .backend(new FleetBackend(process.backend(), arrivals))
                .timeSource(kernel.clock())
                .listener(events::add)
                .ike(ike.get())
                .controllerKeys(new SecureConnectOptions.ControllerKeys(
                        channel, keys, distributor, new MortalJournal(journal, process::isDead)))
                .build());
        agent = new Agent(process, channel, engine);
    }

    public boolean isRunning() {
        return agent != null;
    }

    /** Whether a crash that was injected into {@link #backend()} or {@link #process()} has happened; {@link #restart} makes it run again. */
    public boolean isCrashed() {
        return agent != null && agent.process.isDead();
    }

    /**
     * The backend of the running engine, for faults to be injected.
     *
     * @throws IllegalStateException if the engine does not run, or its kernel is none in memory
     */
    public MemoryBackend backend() {
        if (process() instanceof MemoryBackend inMemory) {
            return inMemory;
        }
        throw new IllegalStateException(id + " has no in-memory kernel but " + kernel + "; ask for process");
    }

    /** What the running engine works in, on a kernel of whatever kind. */
    public SimulatedProcess process() {
        return running().process;
    }

    /** The running engine. */
    public SecureConnect engine() {
        return running().engine;
    }

    /** Puts a policy in force. @throws io.secureconnect.api.error.SecureConnectException as the engine does */
    public ApplyReport apply(PolicyDocument policy) {
        return await(engine().apply(policy));
    }

    public HostStatus status() {
        return await(engine().status());
    }

    /** Ends the engine. */
    public void stop(CloseMode mode) {
        Agent ending = running();
        agent = null;
        ending.engine.close(mode);
    }

    /** Starts anew after a crash, on the kernel as it was left. */
    public void restart() {
        if (agent != null) {
            stop(CloseMode.LEAVE);
        }
        start();
    }

    /** Cuts the host off from its distributor: instructions and reports get lost. */
    public void cutOff() {
        cutOff = true;
    }

    /** Ends {@link #cutOff}; {@link Fleet#settle} delivers what is still to be done. */
    public void reconnect() {
        cutOff = false;
    }

    boolean isReachable() {
        return agent != null && !cutOff && !agent.process.isDead();
    }

    SealingPublicKey publicKey() {
        return keys.publicKey();
    }

    /** Hands an instruction over and waits until the engine has followed it. */
    void deliver(SealedInstruction instruction) {
        if (agent != null) {
            agent.channel.deliver(instruction);
            settle();
        }
    }

    List<KeyReport> takeReports() {
        return agent == null ? List.of() : agent.channel.takeReports();
    }

    /** Waits until the engine has worked off all that it knows of, the passing of time included. */
    void settle() {
        if (agent != null && !agent.process.isDead()) {
            try {
                status();
            } catch (RuntimeException e) {
                if (!agent.process.isDead()) {
                    throw e;
                }
            }
        }
    }

    private Agent running() {
        if (agent == null) {
            throw new IllegalStateException(id + " does not run; start it first");
        }
        return agent;
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public String toString() {
        return "FleetHost[" + id + (agent == null ? "" : isCrashed() ? ", crashed" : ", running")
                + (cutOff ? ", cut off" : "") + "]";
    }
}
