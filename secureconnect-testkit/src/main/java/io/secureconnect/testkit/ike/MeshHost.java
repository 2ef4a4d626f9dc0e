package io.secureconnect.testkit.ike;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.core.ike.host.IkeHost;
import io.secureconnect.core.ike.host.PeerWish;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.Protection;
import io.secureconnect.spi.UdpEndpoint;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.kernel.MemoryKernel;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One host of an {@link IkeMesh}: all its sessions, and its kernel, in which every path is protected from the beginning. */
public final class MeshHost {
    private final String id;
    private final IpAddress address;
    private final MemoryKernel kernel;
    private final Function<ChildSpis, IkeHost> process;
    private final Consumer<Supplier<String>> notes;
    private final Plaintexts plaintexts;
    private final Queue<Runnable> inbox = new ArrayDeque<>();
    private final List<String> failures = new ArrayList<>();
    private Map<HostPair, PeerWish> wishes = Map.of();
    private @Nullable Running running;
    private @Nullable Instant alarm;
    private boolean busy;

    /** What dies with the process. */
    private record Running(IkeHost sessions, MemoryBackend backend, KernelSpis spis, DatagramPort port) {}

    /**
     * A host that does not run yet.
     *
     * @param process makes the sessions of a process that starts
     * @param notes takes lines of a transcript, if there is one
     */
    MeshHost(
            String id,
            IpAddress address,
            MemoryKernel kernel,
            Function<ChildSpis, IkeHost> process,
            Consumer<Supplier<String>> notes,
            Plaintexts plaintexts) {
        this.id = id;
        this.address = address;
        this.kernel = kernel;
        this.process = process;
        this.notes = notes;
        this.plaintexts = plaintexts;
    }

    public String id() {
        return id;
    }

    public IpAddress address() {
        return address;
    }

    public MemoryKernel kernel() {
        return kernel;
    }

    /** The sessions. */
    public IkeHost sessions() {
        return running().sessions;
    }

    /** What was told as failed, as texts. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** SAs in the kernel. */
    public List<InstalledSa> sas() {
        try (MemoryBackend look = new MemoryBackend(kernel)) {
            return look.snapshot().sas();
        }
    }

    void wish(Map<HostPair, PeerWish> value) {
        wishes = value;
        try (MemoryBackend backend = new MemoryBackend(kernel)) {
            List<BackendChange> protect = wishes.keySet().stream()
                    .map(path -> new Protect(path, Protection.ENCRYPT))
                    .collect(Collectors.toList());
            backend.apply(protect);
        }
    }

    /** Starts the process: it finds in the kernel what one before it left. */
    public void start() {
        MemoryBackend backend = new MemoryBackend(kernel);
        DatagramPort port = backend.openIke(IkePorts.standard());
        KernelSpis spis = new KernelSpis(backend, spi -> {});
        running = new Running(process.apply(spis), backend, spis, port);
        alarm = null;
        backend.listen(event -> later(() -> on(event)));
        port.listen(datagram -> later(() -> {
            note(() -> "gets " + text(datagram) + " from " + datagram.remote());
            run(sessions().receive(datagram, now()));
        }));
        note(() -> "starts");
        List<SaId> installed =
                backend.snapshot().sas().stream().map(InstalledSa::id).collect(Collectors.toList());
        later(() -> run(sessions().synchronize(wishes, installed, now())));
    }

    /** Kills the process: sessions are forgotten, SAs stay in the kernel. */
    public void kill() {
        Running dying = running();
        note(() -> "dies");
        running = null;
        alarm = null;
        inbox.clear();
        dying.backend.close();
        dying.port.close();
    }

    /** A packet of {@code path} waits for keys: the host begins, if it need not wait for the peer to do it. */
    public void acquire(HostPair path) {
        later(() -> run(sessions().acquire(path, now())));
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException(id + " does not run; start it first");
        }
        return running;
    }

    private Instant now() {
        return kernel.clock().now();
    }

    /** One thing after the other, also if it was caused by what is being done. */
    private void later(Runnable step) {
        inbox.add(step);
        if (busy) {
            return;
        }
        busy = true;
        try {
            for (Runnable next = inbox.poll(); next != null; next = inbox.poll()) {
                next.run();
                schedule();
            }
        } finally {
            busy = false;
        }
    }

    private void schedule() {
        Optional<Instant> next = running == null ? Optional.empty() : running.sessions.wakeAt();
        if (next.isPresent() && (alarm == null || next.get().isBefore(alarm))) {
            Instant due = next.get();
            alarm = due;
            kernel.clock().at(due, () -> {
                if (due.equals(alarm) && running != null) {
                    alarm = null;
                    later(() -> run(sessions().wake(now())));
                }
            });
        }
    }

    private void on(BackendEvent event) {
        switch (event.kind()) {
            case ACQUIRE:
                run(sessions().acquire(((BackendEvent.Acquire) event).path(), now()));
                break;
            case EXPIRED:
                BackendEvent.Expired expired = (BackendEvent.Expired) event;
                run(sessions().expired(expired.id(), expired.hard(), now()));
                break;
            case MAPPING_CHANGED:
                BackendEvent.MappingChanged mapping = (BackendEvent.MappingChanged) event;
                UdpEndpoint remote = new UdpEndpoint(mapping.address(), mapping.port());
                run(sessions().mappingChanged(mapping.id(), remote, now()));
                break;
            default:
                break;
        }
    }

    private void run(List<IkeEffect> effects) {
        for (IkeEffect effect : effects) {
            switch (effect.kind()) {
                case SEND:
                    Datagram datagram = ((IkeEffect.Send) effect).datagram();
                    note(() -> "--> " + text(datagram) + " to " + datagram.remote());
                    running().port.send(datagram);
                    break;
                case INSTALL:
                    install(((IkeEffect.Install) effect).sa());
                    break;
                case REMOVE:
                    note(() -> "REMOVE " + ((IkeEffect.Remove) effect).id());
                    running().backend.apply(List.of(new RemoveSa(((IkeEffect.Remove) effect).id())));
                    break;
                case FAILED:
                    IkeEffect.Failed failed = (IkeEffect.Failed) effect;
                    failures.add(failed.path() + " " + failed.fault().reason() + ": "
                            + failed.fault().detail());
                    note(() -> "FAILED " + failures.get(failures.size() - 1));
                    break;
                case ESTABLISHED:
                case ENDED:
                    note(() -> effect.kind().name());
                    break;
            }
        }
    }

    private void note(Supplier<String> line) {
        notes.accept(() -> id + " " + line.get());
    }

    private String text(Datagram datagram) {
        boolean marked = datagram.local().port() == IkePorts.standard().natTraversal();
        return MessageText.of(datagram.payload().toArray(), marked, plaintexts);
    }

    private void install(SecurityAssociation sa) {
        note(() -> "INSTALL " + sa.id());
        ChangeResult result =
                running().backend.apply(List.of(new InstallSa(sa))).get(0);
        running().spis.used(sa.id().spi());
        sa.close();
        run(sessions().installed(sa.id(), result.fault().map(ChangeResult.Fault::message), now()));
    }

    @Override
    public String toString() {
        return "MeshHost[" + id + " " + address + "]";
    }
}
