package io.secureconnect.linux.scenario;

import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.CloseMode;
import io.secureconnect.api.HostStatus;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.linux.backend.LinuxBackendProvider;
import io.secureconnect.linux.lab.Wire;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.KeyChannel;
import io.secureconnect.spi.KeyJournal;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A host with an engine on the kernel of its namespace, inside this JVM. */
final class EngineHost implements AutoCloseable {
    private final SecureConnect engine;
    private final CountingBackend backend;

    private EngineHost(SecureConnect engine, CountingBackend backend) {
        this.engine = engine;
        this.backend = backend;
    }

    static EngineHost open(Wire.End end, String workload, Orchestrator orchestrator) {
        return open(end, workload, orchestrator, KeyJournal.inMemory(), List.of());
    }

    static EngineHost open(
            Wire.End end, String workload, Orchestrator orchestrator, KeyJournal journal, List<Exemption> failsafe) {
        SecureConnectOptions.ControllerKeys keys = new SecureConnectOptions.ControllerKeys(
                new DirectChannel(workload, orchestrator),
                orchestrator.identityOf(workload),
                orchestrator.publicKey(),
                journal);
        return open(
                end,
                SecureConnectOptions.builder()
                        .workload(workload)
                        .failsafe(failsafe)
                        .controllerKeys(keys));
    }

    /** An engine with any options on the kernel of the namespace. */
    static EngineHost open(Wire.End end, SecureConnectOptions.Builder options) {
        // Sockets belong to the namespace of the thread that opens them, threads to that of the thread that starts
        // them.
        return end.namespace().call(() -> {
            CountingBackend backend = new CountingBackend(new LinuxBackendProvider().open());
            return new EngineHost(SecureConnect.open(options.backend(backend).build()), backend);
        });
    }

    ApplyReport apply(PolicyDocument policy) {
        return await(engine.apply(policy));
    }

    HostStatus status() {
        return await(engine.status());
    }

    SecureConnect engine() {
        return engine;
    }

    /** How many changes the kernel was asked for since the last call. */
    int writesSinceLastAsked() {
        return backend.takeWrites();
    }

    void close(CloseMode mode) {
        engine.close(mode);
    }

    @Override
    public void close() {
        engine.close();
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(2, TimeUnit.MINUTES).join();
    }

    /** Straight into the orchestrator's queues. */
    private static final class DirectChannel implements KeyChannel {
        private final String workload;
        private final Orchestrator orchestrator;

        DirectChannel(String workload, Orchestrator orchestrator) {
            this.workload = workload;
            this.orchestrator = orchestrator;
        }

        @Override
        public void open(Consumer<SealedInstruction> inbox) {
            orchestrator.connect(workload, inbox);
        }

        @Override
        public void report(KeyReport report) {
            orchestrator.report(report);
        }

        @Override
        public void close() {}
    }
}
