package io.secureconnect.windows.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.Protection;
import io.secureconnect.spi.SpiReservation;
import io.secureconnect.testkit.kernel.ChildSas;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.backend.ModelBackends;
import io.secureconnect.windows.backend.WindowsBackendOptions;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.model.WindowsHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All that a backend is asked for in its life, from opening to closing. What it refuses is noted, and life goes on; anything
 * but a {@link SecureConnectException} or a failed change ends it.
 */
final class BackendLife {
    private static final HostPair PATH = new HostPair(IpAddress.parse("192.0.2.1"), IpAddress.parse("192.0.2.2"));
    private static final EspParameters PARAMETERS =
            EspParameters.builder().extendedSequenceNumbers(false).build();
    private static final Exemption EXEMPTION = Exemption.neighborDiscovery().get(0);

    private final WindowsHost host;
    private final FilterEngine.Source source;
    private final ChildSas children;
    private final List<BackendEvent> heard = new CopyOnWriteArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private boolean isProtected;
    private int clearPackets;

    BackendLife(WindowsHost host, FilterEngine.Source source) {
        this.host = host;
        this.source = source;
        this.children = new ChildSas(new SeededRandom(7)::fill);
        host.observe(this::look);
    }

    /** What failed, with the texts. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    /** How often a clear packet would have passed on a path that was said to be protected. */
    int clearPackets() {
        return clearPackets;
    }

    int events() {
        return heard.size();
    }

    private void look() {
        if (isProtected && (host.sendsInClear(out()) || host.acceptsInClear(in()))) {
            clearPackets++;
        }
    }

    private static IpPacket out() {
        return IpPacket.udp(PATH.local(), 40_001, PATH.remote(), 40_002, new byte[] {1});
    }

    private static IpPacket in() {
        return IpPacket.udp(PATH.remote(), 40_002, PATH.local(), 40_001, new byte[] {1});
    }

    void live() {
        open().ifPresent(backend -> {
            listen(backend);
            step("snapshot", backend::snapshot);
            change(backend, new BackendChange.AddExemption(EXEMPTION));
            isProtected = change(backend, new BackendChange.Protect(PATH, Protection.ENCRYPT));
            if (host.send(out()).isPresent() && isProtected) {
                clearPackets++;
            }
            ike(backend);
            Optional<ChildSa> first = install(backend);
            Optional<ChildSa> second = install(backend); // a rekey
            first.ifPresent(child -> remove(backend, child));
            reserve(backend).ifPresent(spi -> step("give the SPI back", spi::close));
            step("snapshot", backend::snapshot);
            step("counters", backend::counters);
            second.ifPresent(child -> remove(backend, child));
            isProtected = false;
            change(backend, new BackendChange.Unprotect(PATH));
            change(backend, new BackendChange.RemoveExemption(EXEMPTION));
            step("close", backend::close);
            step("close again", backend::close);
        });
    }

    /** What the next process does when nothing is wanted any more; it takes its frame away with the last that it writes. */
    void cleanUp() {
        open().ifPresent(backend -> {
            BackendSnapshot snapshot = backend.snapshot();
            Stream.of(Direction.OUTBOUND, Direction.INBOUND)
                    .flatMap(direction ->
                            snapshot.sas().stream().map(InstalledSa::id).filter(id -> id.direction() == direction))
                    .forEach(id -> change(backend, new BackendChange.RemoveSa(id)));
            Stream.concat(snapshot.paths().keySet().stream(), snapshot.incompletePaths().stream())
                    .forEach(path -> change(backend, new BackendChange.Unprotect(path)));
            Stream.concat(snapshot.exemptions().stream(), snapshot.incompleteExemptions().stream())
                    .forEach(exemption -> change(backend, new BackendChange.RemoveExemption(exemption)));
            change(backend, new BackendChange.AddExemption(EXEMPTION));
            change(backend, new BackendChange.RemoveExemption(EXEMPTION));
            backend.close();
        });
    }

    private Optional<IpsecBackend> open() {
        return step("open", () -> ModelBackends.open(host, source, WindowsBackendOptions.STANDARD));
    }

    private void listen(IpsecBackend backend) {
        step("listen", () -> backend.listen(heard::add));
    }

    private void ike(IpsecBackend backend) {
        Optional<DatagramPort> port = step("open IKE", () -> backend.openIke(new IkePorts(5500, 5501)));
        port.ifPresent(open -> step("close IKE", open::close));
    }

    private Optional<ChildSa> install(IpsecBackend backend) {
        return reserve(backend).map(reservation -> {
            ChildSa child = children.child(PATH, reservation.spi(), PARAMETERS);
            boolean inbound = change(backend, new BackendChange.InstallSa(child.inbound()));
            if (inbound) {
                change(backend, new BackendChange.InstallSa(child.outbound()));
            }
            step("close the reservation", reservation::close);
            return child;
        });
    }

    private Optional<SpiReservation> reserve(IpsecBackend backend) {
        return step("reserve an SPI", () -> backend.reserveSpi(PATH));
    }

    private void remove(IpsecBackend backend, ChildSa child) {
        change(backend, new BackendChange.RemoveSa(child.outbound().id()));
        change(backend, new BackendChange.RemoveSa(child.inbound().id()));
    }

    private boolean change(IpsecBackend backend, BackendChange change) {
        List<ChangeResult> results = step(change.kind().toString(), () -> backend.apply(List.of(change)))
                .orElse(List.of());
        results.stream()
                .flatMap(result -> result.fault().stream())
                .forEach(fault -> note(change.kind().toString(), fault.message()));
        return results.stream().anyMatch(result -> !result.isFailed());
    }

    private void step(String name, Runnable call) {
        step(name, () -> {
            call.run();
            return name;
        });
    }

    private <T> Optional<T> step(String name, Supplier<? extends T> call) {
        try {
            return Optional.of(call.get());
        } catch (SecureConnectException e) {
            note(name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void note(String step, String message) {
        assertThat(message).as("the text of what failed").isNotBlank();
        refused.add(step + ": " + message);
    }
}
