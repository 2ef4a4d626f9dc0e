package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import java.util.Objects;

/**
 * Both ESP SAs of a path, one for each direction, which come and go together.
 *
 * <p>The outbound key of one end is the inbound key of the other; the two directions never share one. Closing it wipes
 * both keys.
 *
 * @param inbound for packets from the peer; its SPI was chosen by this host
 * @param outbound for packets to the peer; its SPI was chosen by the peer
 */
@PublicApi
public record ChildSa(SecurityAssociation inbound, SecurityAssociation outbound) implements AutoCloseable {
    public ChildSa {
        Objects.requireNonNull(inbound, "inbound");
        Objects.requireNonNull(outbound, "outbound");
        if (inbound.id().direction() != Direction.INBOUND || outbound.id().direction() != Direction.OUTBOUND) {
            throw new IllegalArgumentException("a child has an inbound SA first and an outbound SA second");
        }
        if (!inbound.id().path().equals(outbound.id().path())
                || !inbound.partner().equals(outbound.id().spi())
                || !outbound.partner().equals(inbound.id().spi())) {
            throw new IllegalArgumentException(inbound + " and " + outbound + " are not partners");
        }
        if (!inbound.keys().isWiped() && inbound.keys().equals(outbound.keys())) {
            throw new IllegalArgumentException(
                    "the two directions of " + inbound.id().path() + " must not share a key");
        }
    }

    public HostPair path() {
        return inbound.id().path();
    }

    /** Wipes the keys of both directions. */
    @Override
    public void close() {
        inbound.close();
        outbound.close();
    }
}
