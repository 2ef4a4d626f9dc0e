package io.secureconnect.testkit.contract;

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
import java.util.function.Consumer;

/** Hands everything on; broken backends override what they break. */
class ForwardingBackend implements IpsecBackend {
    final IpsecBackend real;

    ForwardingBackend(IpsecBackend real) {
        this.real = real;
    }

    @Override
    public BackendCapabilities capabilities() {
        return real.capabilities();
    }

    @Override
    public BackendSnapshot snapshot() {
        return real.snapshot();
    }

    @Override
    public List<ChangeResult> apply(List<? extends BackendChange> changes) {
        return real.apply(changes);
    }

    @Override
    public SpiReservation reserveSpi(HostPair path) {
        return real.reserveSpi(path);
    }

    @Override
    public void listen(Consumer<BackendEvent> listener) {
        real.listen(listener);
    }

    @Override
    public DatagramPort openIke(IkePorts ports) {
        return real.openIke(ports);
    }

    @Override
    public Map<String, Long> counters() {
        return real.counters();
    }

    @Override
    public void close() {
        real.close();
    }
}
