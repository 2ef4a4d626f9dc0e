package io.secureconnect.core.runtime;

import io.secureconnect.api.PolicyEngine;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.IpsecBackend;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds an engine from its options: reads the kernel, writes nothing, and leaves nothing open if it cannot. */
final class EngineOpening {
    private static final Logger LOG = LoggerFactory.getLogger(EngineOpening.class);

    private EngineOpening() {}

    /**
     * An engine on {@code loop}, which is started.
     *
     * @param keys where keys come from; its channel is closed if the engine cannot start
     */
    static SecureConnect open(
            SecureConnectOptions options, PolicyEngine policies, Optional<KeyingDriver.Source> keys, EventLoop loop) {
        try {
            IpsecBackend backend = options.backend().orElseGet(BackendDiscovery::open);
            try {
                Kernel kernel = new Kernel(backend);
                EngineState engine = assemble(options, policies, keys, kernel, loop);
                logFound(options.workload(), kernel);
                backend.listen(event -> loop.submit(new EngineInput.KernelEvent(event)));
                loop.start(engine);
                return new HostEngine(loop);
            } catch (RuntimeException | Error e) {
                backend.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            keys.ifPresent(source -> source.channel().close());
            throw e;
        }
    }

    private static EngineState assemble(
            SecureConnectOptions options,
            PolicyEngine policies,
            Optional<KeyingDriver.Source> keys,
            Kernel kernel,
            EventLoop loop) {
        Outbox outbox = new Outbox(options.listener());
        Bookkeeping books = new Bookkeeping(outbox, kernel.capabilities().expiryEvents());
        KeyingDriver keying = new KeyingDriver(
                keys, kernel, books, instruction -> loop.submit(new EngineInput.Instruction(instruction)));
        Provisioning provisioning =
                new Provisioning(options.workload(), policies, kernel, keying.modes(), options.failsafe());
        Reconciliation reconciliation = new Reconciliation(kernel, keying, books);
        return new EngineState(
                options.workload(),
                options.timeSource().orElseGet(SystemTime::new),
                kernel,
                keying,
                new Rollout(kernel, provisioning, reconciliation, books, outbox),
                new KernelEvents(kernel, keying, books, outbox, () -> loop.submit(new EngineInput.Wake())),
                books,
                outbox);
    }

    private static void logFound(String workload, Kernel kernel) {
        BackendSnapshot found = kernel.snapshot();
        LOG.info(
                "engine of '{}' on {}: found {} protected path(s), {} incomplete, {} SA(s), {} exemption(s) of an earlier run",
                workload,
                kernel.capabilities().description(),
                found.paths().size(),
                found.incompletePaths().size(),
                found.sas().size(),
                found.exemptions().size());
    }
}
