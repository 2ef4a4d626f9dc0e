package io.secureconnect.core.keying;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.KeyDistributor;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Drives the rotations of all paths by what their hosts report. A report changes something only if it is about the newest
 * generation of its path and about the step that its host was asked for; everything else is late, doubled or made up.
 */
final class ControllerKeyDistributor implements KeyDistributor {
    /** A host that needs keys this soon after a rotation was completed said so before it was. */
    static final Duration SETTLING = Duration.ofMinutes(1);
    /** No host can have used more generations; a report that says so is nonsense and would use the numbers up. */
    static final long HIGHEST_PLAUSIBLE = 1L << 48;
    /** How long a second failure in a row waits for new keys; each further one waits twice as long. */
    static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    /** The longest wait. */
    static final Duration LAST_RETRY = Duration.ofMinutes(5);

    private final SealingPublicKey own;
    private final InstructionSealer sealer;
    private final GenerationMaker maker;
    private final SpiChoice spis;
    private final DistributorState state;

    ControllerKeyDistributor(
            SealingPublicKey own,
            InstructionSealer sealer,
            GenerationMaker maker,
            SpiChoice spis,
            DistributorState state) {
        this.own = own;
        this.sealer = sealer;
        this.maker = maker;
        this.spis = spis;
        this.state = state;
    }

    @Override
    public void enroll(String workload, SealingPublicKey publicKey) {
        sealer.seal(publicKey, new byte[0], new byte[0]); // refuses a key to which nothing can be sealed
        Optional<EnrolledHost> known = state.host(workload);
        if (known.isEmpty()) {
            state.add(workload, new EnrolledHost(publicKey));
        } else if (!known.get().publicKey().equals(publicKey)) {
            known.get().publicKey(publicKey);
            known.get().rotations().forEach(rotation -> rotation.outdate(Instant.EPOCH));
        }
    }

    @Override
    public List<SealedInstruction> want(Collection<KeyedPath> paths, Instant now) {
        SortedMap<KeyedPath, KeyedPath> wanted = checked(paths);
        List<KeyedPath> gone = state.rotations().stream()
                .map(Rotation::path)
                .filter(path -> !wanted.containsKey(path))
                .collect(Collectors.toList());
        gone.forEach(state::forget);
        List<SealedInstruction> instructions = new ArrayList<>();
        for (KeyedPath path : wanted.values()) {
            Optional<Rotation> known = state.rotation(path);
            if (known.filter(r -> r.path().parameters().equals(path.parameters()))
                    .isEmpty()) {
                instructions.addAll(begin(path, known, now));
            }
        }
        return instructions;
    }

    @Override
    public List<SealedInstruction> rotate(Instant now) {
        return beginAll(rotation -> rotation.isComplete() || rotation.isBroken(), now);
    }

    @Override
    public List<SealedInstruction> tick(Instant now) {
        return beginAll(rotation -> rotation.isDue(now), now);
    }

    @Override
    public List<SealedInstruction> on(KeyReport report, Instant now) {
        if (state.host(report.workload()).isEmpty()) {
            return List.of();
        }
        return switch (report.kind()) {
            case DONE -> done((KeyReport.Done) report, now);
            case FAILED -> failed((KeyReport.Failed) report, now);
            case HOLDINGS -> holdings((KeyReport.Holdings) report, now);
            case NEEDED -> needed((KeyReport.Needed) report, now);
            case EXPIRING -> expiring((KeyReport.Expiring) report, now);
        };
    }

    @Override
    public List<SealedInstruction> outstanding(String workload) {
        return state.host(workload).stream()
                .flatMap(host -> host.rotations().stream())
                .flatMap(rotation -> rotation.instruction(workload).stream())
                .collect(Collectors.toUnmodifiableList());
    }

    @Override
    public List<PathKeys> status() {
        return state.rotations().stream().map(Rotation::status).collect(Collectors.toUnmodifiableList());
    }

    @Override
    public String save() {
        return DistributorJson.write(own, state);
    }

    private List<SealedInstruction> done(KeyReport.Done report, Instant now) {
        String workload = report.workload();
        Optional<Rotation> found = state.rotation(workload, report.path())
                .filter(r -> r.generation().number() == report.generation())
                .filter(r -> r.inboundSpi(workload).equals(report.inboundSpi()))
                .filter(r -> r.owed(workload).filter(report.phase()::equals).isPresent());
        if (found.isEmpty()) {
            return List.of();
        }
        Rotation rotation = found.get();
        state.enrolled(workload).taken().removeAll(rotation.done(workload, now));
        boolean peerOwesTheSame = rotation.owed(rotation.path().peerOf(workload))
                .filter(report.phase()::equals)
                .isPresent();
        if (peerOwesTheSame || rotation.isComplete()) {
            return List.of();
        }
        return report.phase() == KeyPhase.INBOUND && rotation.isOutlived(now)
                ? beginAgain(rotation, now)
                : rotation.instructions();
    }

    private List<SealedInstruction> failed(KeyReport.Failed report, Instant now) {
        Optional<Rotation> found = state.rotation(report.workload(), report.path());
        if (found.isEmpty() || report.highestUsed() > HIGHEST_PLAUSIBLE) {
            return List.of();
        }
        Rotation rotation = found.get();
        rotation.used(report.highestUsed());
        return rotation.generation().number() == report.generation() ? replace(rotation, now) : List.of();
    }

    private List<SealedInstruction> holdings(KeyReport.Holdings report, Instant now) {
        String workload = report.workload();
        EnrolledHost host = state.enrolled(workload);
        Set<SaId> held = new HashSet<>(report.sas());
        host.holds(held.stream()
                .filter(id -> id.direction() == Direction.INBOUND)
                .map(SaId::spi)
                .collect(Collectors.toSet()));
        List<SealedInstruction> instructions = new ArrayList<>();
        for (Rotation rotation : List.copyOf(host.rotations())) {
            List<SealedInstruction> begun =
                    held.containsAll(expected(rotation, workload)) ? List.of() : replace(rotation, now);
            if (begun.isEmpty() && rotation.isBroken() && rotation.isDue(now)) {
                begun = beginAgain(rotation, now);
            }
            instructions.addAll(
                    begun.isEmpty() ? rotation.instruction(workload).stream().collect(Collectors.toList()) : begun);
        }
        return instructions;
    }

    /** The SAs of the newest generation that {@code workload} has said to have installed. */
    private static Set<SaId> expected(Rotation rotation, String workload) {
        HostPair path = rotation.path().seenBy(workload);
        SaId inbound = new SaId(path, Direction.INBOUND, rotation.inboundSpi(workload));
        SaId outbound = new SaId(path, Direction.OUTBOUND, rotation.outboundSpi(workload));
        return switch (rotation.end(workload).done()) {
            case 0 -> Set.of();
            case 1 -> Set.of(inbound);
            default -> Set.of(inbound, outbound);
        };
    }

    private List<SealedInstruction> needed(KeyReport.Needed report, Instant now) {
        Optional<Rotation> found = state.rotation(report.workload(), report.path());
        if (found.isEmpty()) {
            return List.of();
        }
        Rotation rotation = found.get();
        boolean settled = rotation.completeSince()
                .filter(since -> !now.isBefore(since.plus(SETTLING)))
                .isPresent();
        if (rotation.isComplete() && settled) {
            return replace(rotation, now);
        }
        return rotation.instruction(report.workload()).stream().collect(Collectors.toList());
    }

    private List<SealedInstruction> expiring(KeyReport.Expiring report, Instant now) {
        String workload = report.workload();
        SaId sa = report.sa();
        Optional<Rotation> found = state.rotation(workload, sa.path())
                .filter(r -> sa.spi()
                        .equals(
                                sa.direction() == Direction.INBOUND
                                        ? r.inboundSpi(workload)
                                        : r.outboundSpi(workload)));
        if (found.isEmpty() || found.get().isBroken()) {
            return List.of();
        }
        Rotation rotation = found.get();
        if (rotation.isComplete()) {
            return beginAgain(rotation, now);
        }
        if (report.hard()) {
            return replace(rotation, now);
        }
        rotation.renewAt(now); // as soon as the rotation that is under way is through
        return List.of();
    }

    /** The newest generation has come to nothing: begins another, at once or, after repeated failures, by a later tick. */
    private List<SealedInstruction> replace(Rotation rotation, Instant now) {
        if (rotation.isBroken()) {
            return List.of();
        }
        rotation.fail(now.plus(retryDelay(rotation.failures())));
        return rotation.isDue(now) ? beginAgain(rotation, now) : List.of();
    }

    private static Duration retryDelay(int failures) {
        if (failures == 0) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(LAST_RETRY) < 0 ? doubled : LAST_RETRY;
    }

    private List<SealedInstruction> beginAll(Predicate<Rotation> which, Instant now) {
        List<SealedInstruction> instructions = new ArrayList<>();
        for (Rotation rotation : List.copyOf(state.rotations())) {
            if (which.test(rotation)) {
                instructions.addAll(beginAgain(rotation, now));
            }
        }
        return instructions;
    }

    private List<SealedInstruction> beginAgain(Rotation rotation, Instant now) {
        return begin(rotation.path(), Optional.of(rotation), now);
    }

    private List<SealedInstruction> begin(KeyedPath path, Optional<Rotation> known, Instant now) {
        EnrolledHost a = state.enrolled(path.a());
        EnrolledHost b = state.enrolled(path.b());
        long number = known.map(r -> Math.max(r.generation().number(), r.highestUsed()) + 1)
                .orElse(1L);
        GenerationMaker.Made made =
                maker.make(path, number, spis.next(a.taken()), spis.next(b.taken()), a.publicKey(), b.publicKey(), now);
        Rotation rotation = known.orElseGet(
                () -> new Rotation(path, new RotationEnd(path.a()), new RotationEnd(path.b()), made.generation()));
        rotation.begin(path, made);
        state.put(rotation);
        return rotation.instructions();
    }

    private SortedMap<KeyedPath, KeyedPath> checked(Collection<KeyedPath> paths) {
        SortedMap<KeyedPath, KeyedPath> wanted = new TreeMap<>();
        SortedMap<String, Set<HostPair>> pairs = new TreeMap<>();
        for (KeyedPath path : paths) {
            KeyedPath same = wanted.putIfAbsent(path, path);
            if (same == null) {
                claim(pairs, path.a(), path);
                claim(pairs, path.b(), path);
            } else if (!same.equals(path)) {
                throw new IllegalArgumentException(path + " is wanted with two sets of parameters");
            }
        }
        List<String> strangers = pairs.keySet().stream()
                .filter(workload -> state.host(workload).isEmpty())
                .collect(Collectors.toList());
        if (!strangers.isEmpty()) {
            throw new SecureConnectException(
                    ErrorCode.UNKNOWN_WORKLOAD,
                    "no public key is known of " + String.join(", ", strangers) + "; enroll them first");
        }
        return wanted;
    }

    private static void claim(Map<String, Set<HostPair>> pairs, String workload, KeyedPath path) {
        if (!pairs.computeIfAbsent(workload, w -> new TreeSet<>()).add(path.seenBy(workload))) {
            throw new IllegalArgumentException(path + ": '" + workload
                    + "' has another path between the same addresses; an address belongs to one" + " workload");
        }
    }
}
