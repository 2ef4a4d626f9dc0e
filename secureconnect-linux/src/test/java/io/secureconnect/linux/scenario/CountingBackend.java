package io.secureconnect.linux.scenario;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.SpiReservation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A real backend that counts what it is asked to change. */
final class CountingBackend implements IpsecBackend {
    private final IpsecBackend kernel;
    private final AtomicInteger writes = new AtomicInteger();

    CountingBackend(IpsecBackend kernel) {
        this.kernel = kernel;
    }

    int takeWrites() {
        return writes.getAndSet(0);
    }

    @Override
    public BackendCapabilities capabilities() {
        return kernel.capabilities();
    }

    @Override
    public BackendSnapshot snapshot() {
        return kernel.snapshot();
    }

    @Override
    public List<ChangeResult> apply(List<? extends BackendChange> changes) {
        writes.addAndGet(changes.size());
        return kernel.apply(changes);
    }

    @Override
    public SpiReservation reserveSpi(HostPair path) {
        return kernel.reserveSpi(path);
    }

    @Override
    public void listen(Consumer<BackendEvent> listener) {
        kernel.listen(listener);
    }

    @Override
    public DatagramPort openIke(IkePorts ports) {
        return kernel.openIke(ports);
    }

    @Override
    public Map<String, Long> counters() {
        return kernel.counters();
    }

    @Override
    public void close() {
        kernel.close();
    }
}
