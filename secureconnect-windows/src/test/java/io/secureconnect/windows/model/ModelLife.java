package io.secureconnect.windows.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.core.reconcile.Reconciler;
import io.secureconnect.core.reconcile.WantedState;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveExemption;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.Unprotect;
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
import io.secureconnect.windows.wfp.Filter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * A host on which backends live one after the other, what policy wants of them, and a {@link ClearWatch}. Another program may permit everything below our sublayers, so that
 * a block that can be overridden is.
 */
final class ModelLife {
    static final List<HostPair> PATHS = List.of(
            HostPair.of("192.0.2.1", "198.51.100.7"),
            HostPair.of("192.0.2.1", "198.51.100.8"),
            HostPair.of("2001:db8::1", "2001:db8:1::7"));

    private static final IkePorts IKE = new IkePorts(20_500, 24_500);

    final WindowsHost host;
    private final BiFunction<WindowsHost, Boolean, ? extends IpsecBackend> backends;
    private boolean survivesReboot;
    private final ChildSas children;
    private final Map<HostPair, Protection> wanted = new TreeMap<>();
    private final ClearWatch watch;
    private final Map<HostPair, SpiReservation> reserved = new HashMap<>();
    private List<String> foreign;
    private IpsecBackend backend;
    private Optional<DatagramPort> ike = Optional.empty();

    /**
     * @param backends take whether blocks survive a reboot
     * @param survivesReboot what the first is told
     * @param permissive in a sublayer of which weight another program permits everything; empty if none does
     */
    ModelLife(
            WindowsHost host,
            long seed,
            BiFunction<WindowsHost, Boolean, ? extends IpsecBackend> backends,
            boolean survivesReboot,
            OptionalInt permissive) {
        this.host = host;
        this.backends = backends;
        this.survivesReboot = survivesReboot;
        this.children = new ChildSas(new SeededRandom(seed));
        Stranger stranger = new Stranger(host, new SeededRandom(seed + 1), Filter.PERSISTENT);
        stranger.addSa(HostPair.of("192.0.2.1", "203.0.113.9"), Direction.OUTBOUND, 0x0fff_0001);
        permissive.ifPresent(weight -> stranger.permitEverything(Filter.PERSISTENT, weight));
        this.foreign = host.foreignObjects();
        this.watch = new ClearWatch(host);
        this.backend = backends.apply(host, survivesReboot);
    }

    /** How often something passed in clear so far. */
    int leaks() {
        return watch.leaks().size();
    }

    /** What the policy that drives the steps wants now. */
    private WantedState wantedState() {
        return new WantedState(wanted, List.copyOf(watch.exemptions()));
    }

    /** Does one step and expects it to succeed. */
    void run(ModelStep step) {
        aim(step);
        act(step);
        watch.demand(wanted.keySet());
        check(step.toString());
    }

    /** Sets what is wanted, and lifts what no longer is before anything happens. */
    private void aim(ModelStep step) {
        HostPair path = path(step);
        switch (step.kind()) {
            case ENCRYPT:
                wanted.put(path, Protection.ENCRYPT);
                break;
            case DISCARD:
                wanted.put(path, Protection.DISCARD);
                break;
            case UNPROTECT:
                wanted.remove(path);
                watch.release(path);
                break;
            case EXEMPT:
                watch.exemptions().add(exemption(step));
                break;
            case UNEXEMPT:
                // Until it is gone it may pass; afterwards act() takes it off the list.
                break;
            case REBOOT:
                if (!survivesReboot) {
                    watch.releaseAll();
                }
                break;
            default:
                break;
        }
    }

    private void act(ModelStep step) {
        HostPair path = path(step);
        switch (step.kind()) {
            case ENCRYPT:
            case DISCARD:
                applied(new Protect(path, wanted.get(path)));
                break;
            case UNPROTECT:
                removeSas(path);
                applied(new Unprotect(path));
                break;
            case RESERVE:
                if (encrypts(path) && !reserved.containsKey(path)) {
                    reserved.put(path, backend.reserveSpi(path));
                }
                break;
            case RELEASE:
                Optional.ofNullable(reserved.remove(path)).ifPresent(SpiReservation::close);
                break;
            case INSTALL:
                install(path);
                break;
            case REKEY:
                List<SaId> old = sas(path, sa -> sa.state() != SaState.LARVAL);
                install(path);
                remove(old);
                break;
            case REMOVE_OUTBOUND:
                removeOne(path, Direction.OUTBOUND);
                break;
            case REMOVE_INBOUND:
                removeOne(path, Direction.INBOUND);
                break;
            case REMOVE_SAS:
                removeSas(path);
                break;
            case EXEMPT:
                applied(new AddExemption(exemption(step)));
                break;
            case UNEXEMPT:
                applied(new RemoveExemption(exemption(step)));
                watch.exemptions().remove(exemption(step));
                break;
            case OPEN_IKE:
                if (ike.isEmpty()) {
                    ike = Optional.of(backend.openIke(IKE));
                }
                break;
            case CLOSE_IKE:
                ike.ifPresent(DatagramPort::close);
                ike = Optional.empty();
                break;
            case A_MINUTE:
                host.clock().advance(Duration.ofSeconds(61));
                break;
            case AN_HOUR:
                // The engine ends SAs at their hard limit, a minute before Windows would.
                host.clock().advance(Duration.ofMinutes(59));
                PATHS.forEach(this::removeSas);
                host.clock().advance(Duration.ofMinutes(31));
                break;
            case RESTART:
                restart();
                break;
            case SWITCH:
                survivesReboot = !survivesReboot;
                restart();
                break;
            case REBOOT:
                host.reboot();
                foreign = host.foreignObjects();
                begin();
                break;
        }
    }

    private void restart() {
        ike.ifPresent(DatagramPort::close);
        backend.close();
        host.crash();
        begin();
    }

    private void install(HostPair path) {
        if (!encrypts(path)) {
            return;
        }
        EspParameters parameters =
                EspParameters.builder().extendedSequenceNumbers(false).build();
        SpiReservation reservation = reserved.remove(path);
        ChildSa child = reservation == null
                ? children.child(path, parameters)
                : children.child(path, reservation.spi(), parameters);
        applied(new InstallSa(child.inbound()), new InstallSa(child.outbound()));
    }

    private void removeSas(HostPair path) {
        Optional.ofNullable(reserved.remove(path)).ifPresent(SpiReservation::close);
        remove(sas(path));
    }

    private void removeOne(HostPair path, Direction direction) {
        remove(sas(path).stream()
                .filter(id -> id.direction() == direction)
                .limit(1)
                .toList());
    }

    private List<SaId> sas(HostPair path) {
        return sas(path, sa -> true);
    }

    /** Our SAs of a path, the outbound ones first. */
    private List<SaId> sas(HostPair path, Predicate<InstalledSa> which) {
        return backend.snapshot().sas().stream()
                .filter(which)
                .map(InstalledSa::id)
                .filter(id -> id.path().equals(path))
                .sorted(Comparator.comparing(SaId::direction).reversed())
                .toList();
    }

    private void remove(List<SaId> sas) {
        applied(sas.stream().map(RemoveSa::new).toArray(BackendChange[]::new));
    }

    private boolean encrypts(HostPair path) {
        return wanted.get(path) == Protection.ENCRYPT;
    }

    /** The process dies before a write of a step. @return whether the step has so many writes */
    boolean dies(ModelStep step, int write) {
        host.crashBefore(write);
        aim(step);
        try {
            act(step);
            host.crashBefore(0);
            return false;
        } catch (ProcessDeath expected) {
            host.crash();
            check("death before write " + write + " of " + step);
            return true;
        }
    }

    /** The next process dies while it brings things in order, unless it needs fewer writes. */
    void diesRecovering(int write) {
        host.crashBefore(write);
        try {
            begin();
        } catch (ProcessDeath expected) {
            check("death before write " + write + " of a recovery");
        }
        host.crash();
    }

    /** A write of a step is refused, and nothing leaks, whatever the backend makes of it. @return whether it came to that write */
    boolean meetsRefusal(ModelStep step, int write, int code) {
        host.refuse(write, code);
        aim(step);
        try {
            act(step);
        } catch (SecureConnectException | AssertionError refusal) {
            // Told, as it should be; what is wanted is asked for again.
        }
        boolean met = !host.isRefusalPending();
        host.refuse(0, code);
        check("refusal of write " + write + " of " + step);
        return met;
    }

    /** The backend lives on and is asked to bring things in order; after the end of a process there is another one. */
    void recover(ModelStep step) {
        boolean isNew = Set.of(ModelStep.Kind.RESTART, ModelStep.Kind.SWITCH, ModelStep.Kind.REBOOT)
                .contains(step.kind());
        if (isNew) {
            host.crash();
            begin();
        } else {
            reserved.clear();
            reconcile();
        }
    }

    /** The next backend brings things in order, as the engine does when it starts. */
    void begin() {
        ike = Optional.empty();
        reserved.clear();
        backend = backends.apply(host, survivesReboot);
        reconcile();
    }

    /** As the engine does, on the backend that there is. */
    void reconcile() {
        BackendSnapshot before = backend.snapshot();
        applied(Reconciler.changes(wantedState(), before).toArray(BackendChange[]::new));
        watch.demand(wanted.keySet());
        BackendSnapshot after = backend.snapshot();
        assertThat(Reconciler.changes(wantedState(), after))
                .as("what a second look finds to do")
                .isEmpty();
        assertThat(after.paths()).isEqualTo(wanted);
        assertThat(after.incompletePaths()).isEmpty();
        assertThat(after.exemptions()).isEqualTo(watch.exemptions());
        assertThat(after.sas()).noneMatch(sa -> sa.state() == SaState.LARVAL);
        assertThat(host.ownSpis())
                .as("SA contexts of ours")
                .isSubsetOf(after.sas().stream()
                        .filter(sa -> sa.id().direction() == Direction.INBOUND)
                        .map(sa -> sa.id().spi().value())
                        .toList());
        PATHS.stream()
                .filter(path -> !wanted.containsKey(path))
                .forEach(path -> assertThat(host.ownFiltersBetween(path))
                        .as("filters of ours between %s", path)
                        .isEmpty());
        check("reconciliation");
    }

    /** No filter about a path that nobody wants, every encrypted path can be keyed, and when all is taken away nothing is left. */
    void end() {
        for (HostPair path : PATHS) {
            if (encrypts(path)) {
                install(path);
                IpPacket probe = ClearWatch.probes(path, Direction.OUTBOUND).get(0);
                if (!watch.isExempt(probe, Direction.OUTBOUND)) {
                    assertThat(host.send(probe).map(IpPacket::protocol))
                            .as("what %s becomes", probe)
                            .contains(IpProtocol.ESP);
                }
            } else if (!wanted.containsKey(path)) {
                ClearWatch.probes(path, Direction.OUTBOUND)
                        .forEach(probe -> assertThat(host.send(probe)).contains(probe));
                ClearWatch.probes(path, Direction.INBOUND)
                        .forEach(probe -> assertThat(host.receive(probe)).contains(probe));
            }
        }
        check("keying anew");
        ike.ifPresent(DatagramPort::close);
        watch.releaseAll();
        wanted.clear();
        watch.exemptions().clear();
        reconcile();
        host.clock().advance(SaTable.INBOUND_GRACE.plusSeconds(1));
        assertThat(backend.snapshot().sas()).extracting(InstalledSa::id).isEmpty();
        backend.close();
        assertThat(host.ownObjects().stream()
                        .filter(line -> !line.contains("Provider[") && !line.contains("SubLayer["))
                        .map(line -> line.substring(0, Math.min(line.length(), 200))))
                .as("what is left of ours")
                .isEmpty();
    }

    private void check(String when) {
        watch.look();
        assertThat(watch.leaks()).as("after " + when).isEmpty();
        assertThat(host.foreignObjects()).as("objects of others after " + when).isEqualTo(foreign);
        assertThat(host.ledger().violations()).isEmpty();
    }

    private void applied(BackendChange... changes) {
        List<ChangeResult> results = backend.apply(Arrays.asList(changes));
        assertThat(results).noneMatch(ChangeResult::isFailed);
    }

    private static HostPair path(ModelStep step) {
        return PATHS.get(step.path() % PATHS.size());
    }

    private static Exemption exemption(ModelStep step) {
        return Exemption.ike(path(step).family(), 500);
    }
}
