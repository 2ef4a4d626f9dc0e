package io.secureconnect.windows.fleet;

import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.testkit.fleet.KernelFactory;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.kernel.SimulatedKernel;
import io.secureconnect.testkit.kernel.SimulatedProcess;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.windows.backend.ModelBackends;
import io.secureconnect.windows.backend.WindowsBackendOptions;
import io.secureconnect.windows.model.WindowsHost;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A modelled Windows host as a kernel of a fleet; processes on it have the real backend. */
final class ModelKernel implements SimulatedKernel {
    private final WindowsHost host;
    private Optional<ModelProcess> process = Optional.empty();

    ModelKernel(WindowsHost host) {
        this.host = host;
    }

    /** Kernels by the operating system of each workload. */
    static KernelFactory mixed() {
        return (workload, fleet) -> workload.os() == OperatingSystem.WINDOWS
                ? new ModelKernel(WindowsHost.builder(workload.id())
                        .clock(fleet.clock())
                        .random(fleet.random())
                        .ledger(fleet.ledger())
                        .turns(fleet.turns())
                        .build())
                : KernelFactory.memoryKernel(workload, fleet);
    }

    WindowsHost host() {
        return host;
    }

    @Override
    public String name() {
        return host.name();
    }

    @Override
    public ManualClock clock() {
        return host.clock();
    }

    @Override
    public Optional<IpPacket> send(IpPacket packet) {
        return host.send(packet);
    }

    @Override
    public Optional<IpPacket> receive(IpPacket packet) {
        return host.receive(packet);
    }

    @Override
    public void connect(Consumer<IpPacket> wire) {
        host.connect(wire);
    }

    @Override
    public boolean sendsInClear(IpPacket packet) {
        return host.sendsInClear(packet);
    }

    @Override
    public boolean acceptsInClear(IpPacket packet) {
        return host.acceptsInClear(packet);
    }

    @Override
    public void observe(Runnable observer) {
        host.observe(observer);
    }

    @Override
    public List<String> dump() {
        return Stream.concat(host.ownObjects().stream(), host.foreignObjects().stream())
                .toList();
    }

    /** {@inheritDoc} One at a time. */
    @Override
    public SimulatedProcess start() {
        if (process.filter(ModelProcess::isRunning).isPresent()) {
            throw new IllegalStateException("a process runs on " + host.name() + " already; end it first");
        }
        host.crash(); // nothing of the last process is left to the next
        ModelProcess next = new ModelProcess(host, ModelBackends.open(host, WindowsBackendOptions.STANDARD));
        process = Optional.of(next);
        return next;
    }

    @Override
    public String toString() {
        return host.toString();
    }
}
