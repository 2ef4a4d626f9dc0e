package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaDetails;
import io.secureconnect.windows.wfp.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An SA context as we see it: an SPI that was set aside, then an inbound SA, then both, then perhaps the inbound one alone.
 *
 * @param id Windows' number of it
 * @param inbound empty before it has an SPI
 * @param filters LUIDs of the callout filters it refers to
 */
record SaPair(long id, HostPair path, Optional<Half> inbound, Optional<Half> outbound, List<Long> filters) {
    SaPair {
        filters = List.copyOf(filters);
    }

    /**
     * One direction.
     *
     * @param keyed false for an SPI without a key
     * @param proposal empty without a key, or where we have no name for it
     */
    record Half(Spi spi, boolean keyed, Optional<EspProposal> proposal) {}

    /** Empty if the addresses are none that a path can have. */
    static Optional<SaPair> of(SaContext context) {
        return Stream.of(context.outboundSa(), context.inboundSa())
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(details -> path(details.traffic()))
                .map(path -> new SaPair(
                        context.saContextId(),
                        path,
                        context.inboundSa().flatMap(SaPair::half),
                        context.outboundSa().flatMap(SaPair::half),
                        filters(context)));
    }

    private static List<Long> filters(SaContext context) {
        return Stream.of(context.inboundSa(), context.outboundSa())
                .flatMap(Optional::stream)
                .map(details -> details.traffic().ipsecFilterId())
                .toList();
    }

    private static Optional<HostPair> path(Traffic traffic) {
        try {
            return Optional.of(new HostPair(
                    IpAddress.of(traffic.ends().local().toArray()),
                    IpAddress.of(traffic.ends().remote().toArray())));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // of others: a host with itself, or without an address
        }
    }

    private static Optional<Half> half(SaDetails details) {
        return details.saBundle().saList().stream()
                .filter(sa -> Integer.compareUnsigned(sa.spi(), Spi.LOWEST) >= 0)
                .findFirst()
                .map(SaPair::half);
    }

    private static Half half(Sa sa) {
        return new Half(new Spi(sa.spi()), sa.esp().isPresent(), Transforms.proposal(sa));
    }

    Optional<SaId> inboundId() {
        return inbound.map(half -> new SaId(path, Direction.INBOUND, half.spi));
    }

    Optional<SaId> outboundId() {
        return outbound.map(half -> new SaId(path, Direction.OUTBOUND, half.spi));
    }

    boolean isLarval() {
        return inbound.filter(Half::keyed).isEmpty() && outbound.isEmpty();
    }
}
