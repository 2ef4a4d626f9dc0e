package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import java.util.Objects;

/**
 * One ESP SA in transport mode, in one direction, with its key.
 *
 * <p>It names its partner, the SA of the other direction, because some kernels hold both in one object. Closing it wipes
 * the key.
 *
 * @param id path, direction and SPI
 * @param partner the SPI of the SA for the other direction of the same child
 * @param parameters what it shares with its partner
 * @param keys for this direction alone
 */
@PublicApi
public record SecurityAssociation(SaId id, Spi partner, EspParameters parameters, KeyMaterial keys)
        implements AutoCloseable {
    public SecurityAssociation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(partner, "partner");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(keys, "keys");
    }

    /** Wipes the key. */
    @Override
    public void close() {
        keys.close();
    }

    @Override
    public String toString() {
        return "SecurityAssociation[" + id + " " + parameters.proposal() + "]";
    }
}
