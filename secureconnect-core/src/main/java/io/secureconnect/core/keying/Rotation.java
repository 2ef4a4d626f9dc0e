package io.secureconnect.core.keying;

import io.secureconnect.api.keying.KeyDistributor.PathKeys;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the keys of one path stand: the newest generation and how far each end has come with it. Both ends are asked for the
 * earliest phase that one of them has not done, so none begins a phase before both have done the one before.
 */
final class Rotation {
    /** The phases in the order in which they are asked for. */
    static final List<KeyPhase> PHASES = List.of(KeyPhase.INBOUND, KeyPhase.OUTBOUND, KeyPhase.RETIRE);

    private KeyedPath path;
    private final RotationEnd a;
    private final RotationEnd b;
    private Generation generation;
    private long highestUsed;
    private Optional<Instant> completeSince = Optional.empty();
    private Optional<Instant> replaceAt = Optional.empty();
    private int failures;

    Rotation(KeyedPath path, RotationEnd a, RotationEnd b, Generation generation) {
        this.path = path;
        this.a = a;
        this.b = b;
        this.generation = generation;
    }

    KeyedPath path() {
        return path;
    }

    RotationEnd a() {
        return a;
    }

    RotationEnd b() {
        return b;
    }

    RotationEnd end(String workload) {
        return workload.equals(a.workload()) ? a : b;
    }

    Generation generation() {
        return generation;
    }

    /** The SPI at which {@code workload} receives under the newest generation. */
    Spi inboundSpi(String workload) {
        return workload.equals(a.workload()) ? generation.spiOfA() : generation.spiOfB();
    }

    /** The SPI to which {@code workload} sends under the newest generation. */
    Spi outboundSpi(String workload) {
        return inboundSpi(path.peerOf(workload));
    }

    boolean isComplete() {
        return asked() == PHASES.size();
    }

    /** Whether the newest generation can come to nothing any more and is to be replaced. */
    boolean isBroken() {
        return replaceAt.isPresent();
    }

    Optional<Instant> replaceAt() {
        return replaceAt;
    }

    Optional<Instant> completeSince() {
        return completeSince;
    }

    int failures() {
        return failures;
    }

    /** The highest generation that an end said to have used. */
    long highestUsed() {
        return highestUsed;
    }

    void used(long number) {
        highestUsed = Math.max(highestUsed, number);
    }

    /** Puts back what was saved besides generation and ends. */
    void restore(long used, Optional<Instant> completed, Optional<Instant> replacement, int failed) {
        highestUsed = used;
        completeSince = completed;
        replaceAt = replacement;
        failures = failed;
    }

    /** Starts a new generation, of a path that may have other parameters than before. */
    void begin(KeyedPath samePath, GenerationMaker.Made made) {
        path = samePath;
        generation = made.generation();
        completeSince = Optional.empty();
        replaceAt = Optional.empty();
        a.begin(generation.spiOfA(), made.forA());
        b.begin(generation.spiOfB(), made.forB());
    }

    /** The phase that {@code workload} is asked for and has not done. */
    Optional<KeyPhase> owed(String workload) {
        return isComplete() || isBroken() || end(workload).done() > asked()
                ? Optional.empty()
                : Optional.of(PHASES.get(asked()));
    }

    /** What {@code workload} is to be told. */
    Optional<SealedInstruction> instruction(String workload) {
        return owed(workload).flatMap(phase -> end(workload).sealed(phase));
    }

    /** What both ends are to be told. */
    List<SealedInstruction> instructions() {
        return Stream.of(a, b)
                .flatMap(end -> instruction(end.workload()).stream())
                .collect(Collectors.toUnmodifiableList());
    }

    /** Notes that {@code workload} has done what it owed; returns the SPIs that are free thereby. */
    List<Spi> done(String workload, Instant now) {
        List<Spi> freed = end(workload).advance();
        if (isComplete()) {
            completeSince = Optional.of(now);
            failures = 0;
        }
        return freed;
    }

    /**
     * Whether SAs of this generation may be near the end of their life by age alone: then no end shall begin to send under it
     * any more.
     */
    boolean isOutlived(Instant now) {
        SaLifetime lifetime = path.parameters().lifetime();
        Optional<Duration> limit = lifetime.soft().isPresent() ? lifetime.soft() : lifetime.hard();
        return limit.filter(age -> !now.isBefore(generation.madeAt().plus(age))).isPresent();
    }

    /** The newest generation has come to nothing; it is replaced at {@code when}. */
    void fail(Instant when) {
        failures++;
        replaceAt = Optional.of(when);
    }

    /** The newest generation is to be replaced as soon as may be, by no fault of anybody. */
    void outdate(Instant when) {
        replaceAt = Optional.of(when);
    }

    /** The newest generation is due for its successor from {@code when} on. */
    void renewAt(Instant when) {
        generation = generation.renewedAt(when);
    }

    /** Whether a new generation is to be made at {@code now}. */
    boolean isDue(Instant now) {
        if (!isBroken() && !isComplete()) {
            return isOutlived(now);
        }
        Optional<Instant> due = isBroken() ? replaceAt : generation.renewAt();
        return due.filter(when -> !now.isBefore(when)).isPresent();
    }

    PathKeys status() {
        Map<String, KeyPhase> waitingFor = new LinkedHashMap<>();
        owed(a.workload()).ifPresent(phase -> waitingFor.put(a.workload(), phase));
        owed(b.workload()).ifPresent(phase -> waitingFor.put(b.workload(), phase));
        KeyPhase phase = PHASES.get(Math.min(asked(), PHASES.size() - 1));
        return new PathKeys(path, generation.number(), phase, isComplete(), waitingFor, generation.madeAt());
    }

    private int asked() {
        return Math.min(a.done(), b.done());
    }
}
