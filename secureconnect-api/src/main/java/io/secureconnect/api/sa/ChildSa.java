package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import java.util.Objects;

/**
 * A pair of ESP SAs in transport mode, one for each direction of a path, with the keys inside.
 *
 * <p>The outbound key of one end is the inbound key of the other; the two directions never share one. Closing it wipes
 * both keys. Equality compares keys too; {@link #toString()} does not show them.
 *
 * @param path the protected path, as this host sees it
 * @param parameters what both directions share
 * @param inboundSpi chosen by this host
 * @param inboundKeys for packets from the peer
 * @param outboundSpi chosen by the peer
 * @param outboundKeys for packets to the peer
 */
@PublicApi
public record ChildSa(
        HostPair path,
        EspParameters parameters,
        Spi inboundSpi,
        KeyMaterial inboundKeys,
        Spi outboundSpi,
        KeyMaterial outboundKeys)
        implements AutoCloseable {
    public ChildSa {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(inboundSpi, "inboundSpi");
        Objects.requireNonNull(inboundKeys, "inboundKeys");
        Objects.requireNonNull(outboundSpi, "outboundSpi");
        Objects.requireNonNull(outboundKeys, "outboundKeys");
        if (inboundKeys == outboundKeys || !inboundKeys.isWiped() && inboundKeys.equals(outboundKeys)) {
            throw new IllegalArgumentException("the two directions of " + path + " must not share a key");
        }
    }

    /** The name of the SA for {@code direction}. */
    public SaId id(Direction direction) {
        return new SaId(path, direction, spi(direction));
    }

    public Spi spi(Direction direction) {
        return direction == Direction.INBOUND ? inboundSpi : outboundSpi;
    }

    public KeyMaterial keys(Direction direction) {
        return direction == Direction.INBOUND ? inboundKeys : outboundKeys;
    }

    /** Wipes the keys of both directions. */
    @Override
    public void close() {
        inboundKeys.close();
        outboundKeys.close();
    }

    @Override
    public String toString() {
        return "ChildSa[" + path + " " + parameters.proposal() + " in " + inboundSpi + " out " + outboundSpi + "]";
    }
}
