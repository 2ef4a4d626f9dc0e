package io.secureconnect.api.keying;

import io.secureconnect.api.PublicApi;
import java.util.Arrays;
import java.util.Objects;

/**
 * A {@link KeyInstruction} that only its host can open and only its distributor can have made (HPKE in mode auth, RFC 9180).
 *
 * @param workload the host it is for
 * @param path what it is about, a label that is the same in every phase; for transports that replace old by new
 * @param generation of the keys
 * @param phase of the rotation
 * @param envelope the sealed octets; not secret. Do not change the array
 */
@PublicApi
public record SealedInstruction(String workload, String path, long generation, KeyPhase phase, byte[] envelope) {
    public SealedInstruction {
        Objects.requireNonNull(workload, "workload");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(envelope, "envelope");
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof SealedInstruction)) {
            return false;
        }
        SealedInstruction that = (SealedInstruction) other;
        return workload.equals(that.workload)
                && path.equals(that.path)
                && generation == that.generation
                && phase == that.phase
                && Arrays.equals(envelope, that.envelope);
    }

    @Override
    public int hashCode() {
        return Objects.hash(workload, path, generation, phase, Arrays.hashCode(envelope));
    }

    @Override
    public String toString() {
        return "SealedInstruction[" + workload + " " + path + " generation " + generation + " " + phase + "]";
    }
}
