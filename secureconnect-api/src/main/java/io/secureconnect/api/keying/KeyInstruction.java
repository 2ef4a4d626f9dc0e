package io.secureconnect.api.keying;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import java.util.Objects;
import java.util.Optional;

/**
 * What a distributor tells one host to do for one path, opened. It carries the one key that its phase needs and no other.
 *
 * @param workload the host it is for
 * @param path as that host sees it
 * @param generation counts the key pairs of a path, from 1; never goes back
 * @param phase the step to take
 * @param inboundSpi the new inbound SA's
 * @param outboundSpi the new outbound SA's
 * @param parameters how ESP is done
 * @param keys the inbound key in phase INBOUND, the outbound key in phase OUTBOUND, none in RETIRE
 */
@PublicApi
public record KeyInstruction(
        String workload,
        HostPair path,
        long generation,
        KeyPhase phase,
        Spi inboundSpi,
        Spi outboundSpi,
        EspParameters parameters,
        Optional<KeyMaterial> keys)
        implements AutoCloseable {
    public KeyInstruction {
        Objects.requireNonNull(workload, "workload");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(inboundSpi, "inboundSpi");
        Objects.requireNonNull(outboundSpi, "outboundSpi");
        Objects.requireNonNull(parameters, "parameters");
        if (generation < 1) {
            throw new IllegalArgumentException("generations count from 1, not " + generation);
        }
        if (keys.isPresent() == (phase == KeyPhase.RETIRE)) {
            throw new IllegalArgumentException(
                    "phase " + phase + " carries " + (phase == KeyPhase.RETIRE ? "no key" : "exactly one key"));
        }
    }

    /** The name of this generation's SA for {@code direction}. */
    public SaId id(Direction direction) {
        return new SaId(path, direction, direction == Direction.INBOUND ? inboundSpi : outboundSpi);
    }

    /** The SA that this phase installs; empty in RETIRE. It shares its key with this instruction. */
    public Optional<SecurityAssociation> sa() {
        Direction direction = phase == KeyPhase.INBOUND ? Direction.INBOUND : Direction.OUTBOUND;
        Spi partner = phase == KeyPhase.INBOUND ? outboundSpi : inboundSpi;
        return keys.map(k -> new SecurityAssociation(id(direction), partner, parameters, k));
    }

    /** Wipes the key. */
    @Override
    public void close() {
        keys.ifPresent(KeyMaterial::close);
    }
}
