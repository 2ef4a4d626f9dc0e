package io.secureconnect.core.runtime;

import io.secureconnect.api.PolicyEngine;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.core.keying.daemon.NativeKeying;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IpsecBackend;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds an engine from its options: reads the kernel, writes nothing, and leaves nothing open if it cannot. */
final class EngineOpening {
    private static final Logger LOG = LoggerFactory.getLogger(EngineOpening.class);

    private EngineOpening() {}

    /**
     * An engine on {@code loop}, which is started.
     *
     * @param ways to keys; what they hold open is closed if the engine cannot start
     */
    static SecureConnect open(SecureConnectOptions options, PolicyEngine policies, WaysToKeys ways, EventLoop loop) {
        try {
            IpsecBackend backend = options.backend().orElseGet(BackendDiscovery::open);
            try {
                Kernel kernel = new Kernel(backend);
                EngineState engine = assemble(options, policies, ways, kernel, loop);
                logFound(options.workload(), kernel);
                backend.listen(event -> loop.submit(new EngineInput.KernelEvent(event)));
                loop.start(engine);
                return new HostEngine(loop);
            } catch (RuntimeException | Error e) {
                backend.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            ways.controller().ifPresent(parts -> parts.channel().close());
            ways.ike().flatMap(WaysToKeys.IkeParts::port).ifPresent(DatagramPort::close);
            throw e;
        }
    }

    private static EngineState assemble(
            SecureConnectOptions options, PolicyEngine policies, WaysToKeys ways, Kernel kernel, EventLoop loop) {
        Outbox outbox = new Outbox(options.listener());
        Bookkeeping books = new Bookkeeping(outbox, kernel.capabilities().expiryEvents());
        DatagramInbox inbox = new DatagramInbox(() -> loop.submit(new EngineInput.Datagrams()));
        ReservedSpis spis = new ReservedSpis(kernel);
        List<KeyingSource> sources = new ArrayList<>();
        ways.controller()
                .ifPresent(parts -> sources.add(new ControllerSource(
                        parts, instruction -> loop.submit(new EngineInput.Instruction(instruction)))));
        ways.ike()
                .ifPresent(parts ->
                        sources.add(new IkeSource(parts.keying().apply(spis), parts.port(), kernel::openIke, inbox)));
        sources.add(new NativeSource(
                new NativeKeying(options.ike(), () -> kernel.capabilities().nativeIkeProposals())));
        KeyingDriver keying = new KeyingDriver(sources, kernel, books, spis);
        Provisioning provisioning = new Provisioning(options, policies, kernel, keying.modes());
        Reconciliation reconciliation = new Reconciliation(kernel, keying, books);
        return new EngineState(
                options.workload(),
                options.timeSource().orElseGet(SystemTime::new),
                kernel,
                keying,
                inbox,
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
