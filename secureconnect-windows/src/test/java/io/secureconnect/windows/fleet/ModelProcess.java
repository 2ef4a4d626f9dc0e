package io.secureconnect.windows.fleet;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.SpiReservation;
import io.secureconnect.testkit.kernel.SimulatedCrash;
import io.secureconnect.testkit.kernel.SimulatedProcess;
import io.secureconnect.windows.model.ProcessDeath;
import io.secureconnect.windows.model.WindowsHost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A process on a modelled Windows host: the real backend, until the process dies. Its death comes to the engine as a crash. */
final class ModelProcess implements SimulatedProcess {
    private final WindowsHost host;
    private final IpsecBackend alive;
    private final IpsecBackend mortal = new Mortal();
    private volatile Optional<ProcessDeath> death = Optional.empty();
    private volatile boolean closed;

    ModelProcess(WindowsHost host, IpsecBackend alive) {
        this.host = host;
        this.alive = alive;
    }

    @Override
    public IpsecBackend backend() {
        return mortal;
    }

    @Override
    public void dieBefore(int write) {
        host.crashBefore(write);
    }

    @Override
    public boolean isDead() {
        return death.isPresent();
    }

    /** Neither dead nor ended. */
    boolean isRunning() {
        return !closed && !isDead();
    }

    private <T> T whileAlive(Supplier<T> call) {
        if (isDead()) {
            throw new SimulatedCrash("before: " + death.get().getMessage());
        }
        try {
            return call.get();
        } catch (ProcessDeath dead) {
            death = Optional.of(dead);
            host.crash();
            throw new SimulatedCrash(String.valueOf(dead.getMessage()));
        }
    }

    private void whileAlive(Runnable call) {
        whileAlive(() -> {
            call.run();
            return call;
        });
    }

    /** What ends with the process anyway. */
    private void ifAlive(Runnable call) {
        if (!isDead()) {
            whileAlive(call);
        }
    }

    private final class Mortal implements IpsecBackend {
        @Override
        public BackendCapabilities capabilities() {
            return whileAlive(alive::capabilities);
        }

        @Override
        public BackendSnapshot snapshot() {
            return whileAlive(alive::snapshot);
        }

        @Override
        public List<ChangeResult> apply(List<? extends BackendChange> changes) {
            return whileAlive(() -> alive.apply(changes));
        }

        @Override
        public SpiReservation reserveSpi(HostPair path) {
            SpiReservation reserved = whileAlive(() -> alive.reserveSpi(path));
            return new SpiReservation() {
                @Override
                public HostPair path() {
                    return reserved.path();
                }

                @Override
                public Spi spi() {
                    return reserved.spi();
                }

                @Override
                public void close() {
                    ifAlive(reserved::close);
                }
            };
        }

        @Override
        public void listen(Consumer<BackendEvent> listener) {
            whileAlive(() -> alive.listen(event -> {
                if (!isDead()) {
                    listener.accept(event);
                }
            }));
        }

        @Override
        public DatagramPort openIke(IkePorts ports) {
            DatagramPort opened = whileAlive(() -> alive.openIke(ports));
            return new DatagramPort() {
                @Override
                public IkePorts ports() {
                    return opened.ports();
                }

                @Override
                public void listen(Consumer<Datagram> receiver) {
                    opened.listen(receiver);
                }

                @Override
                public void send(Datagram datagram) {
                    opened.send(datagram);
                }

                @Override
                public void close() {
                    ifAlive(opened::close);
                }
            };
        }

        @Override
        public Map<String, Long> counters() {
            return whileAlive(alive::counters);
        }

        @Override
        public void close() {
            ifAlive(alive::close);
            closed = true;
        }
    }
}
