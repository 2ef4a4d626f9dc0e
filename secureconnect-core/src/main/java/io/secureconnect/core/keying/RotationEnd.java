package io.secureconnect.core.keying;

import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.sa.Spi;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One end of a rotation: how far it has come, what it has still to be told, and at which SPIs it may be receiving. */
final class RotationEnd {
    private final String workload;
    private final List<Spi> held;
    private int done;
    private final Map<KeyPhase, SealedInstruction> sealed = new EnumMap<>(KeyPhase.class);

    RotationEnd(String workload) {
        this(workload, 0, List.of(), Map.of());
    }

    /** An end as it was saved. */
    RotationEnd(String workload, int done, List<Spi> held, Map<KeyPhase, SealedInstruction> sealed) {
        this.workload = workload;
        this.done = done;
        this.held = new ArrayList<>(held);
        this.sealed.putAll(sealed);
    }

    String workload() {
        return workload;
    }

    /** How many phases of the newest generation it has said to have done, 0 to 3. */
    int done() {
        return done;
    }

    /** SPIs of inbound SAs that may exist there for this path; the newest is last. */
    List<Spi> held() {
        return held;
    }

    /** Instructions for the phases it has not done. */
    Map<KeyPhase, SealedInstruction> sealed() {
        return sealed;
    }

    Optional<SealedInstruction> sealed(KeyPhase phase) {
        return Optional.ofNullable(sealed.get(phase));
    }

    /** Starts over with a new generation. */
    void begin(Spi inbound, Map<KeyPhase, SealedInstruction> instructions) {
        done = 0;
        held.add(inbound);
        sealed.clear();
        sealed.putAll(instructions);
    }

    /** Notes that it has done its next phase; returns the SPIs that are free thereby. */
    List<Spi> advance() {
        KeyPhase phase = Rotation.PHASES.get(done++);
        sealed.remove(phase);
        if (phase != KeyPhase.RETIRE) {
            return List.of();
        }
        List<Spi> retired = List.copyOf(held.subList(0, held.size() - 1));
        held.subList(0, held.size() - 1).clear();
        return retired;
    }
}
