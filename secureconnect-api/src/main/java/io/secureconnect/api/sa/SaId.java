package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import java.util.Comparator;
import java.util.Objects;

/**
 * The name of one SA in one kernel: its path, its direction and its SPI.
 *
 * @param path the protected path it serves, as this host sees it
 * @param direction which of the two ways
 * @param spi chosen by the receiver: by this host for inbound, by the peer for outbound
 */
@PublicApi
public record SaId(HostPair path, Direction direction, Spi spi) implements Comparable<SaId> {
    private static final Comparator<SaId> ORDER =
            Comparator.comparing(SaId::path).thenComparing(SaId::direction).thenComparing(SaId::spi);

    public SaId {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(spi, "spi");
    }

    @Override
    public int compareTo(SaId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return path.source(direction) + "->" + path.destination(direction) + " spi " + spi;
    }
}
