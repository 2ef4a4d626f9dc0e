package io.secureconnect.windows.model;

import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaDetails;
import io.secureconnect.windows.wfp.SaLimits;
import io.secureconnect.windows.wfp.Traffic;
import io.secureconnect.windows.wfp.UdpPorts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongFunction;

/**
 * One SA context. It is made for an outbound filter, gets an SPI for an inbound one, then its inbound and last its outbound SA;
 * the outbound one may go before it.
 */
final class SaPair {
    private static final int INBOUND = 1;
    private static final int OUTBOUND = 0;

    final long id;
    final Held.Author author;
    Traffic outboundTraffic;
    Optional<Traffic> inboundTraffic = Optional.empty();
    OptionalInt spi = OptionalInt.empty();
    Optional<EspState> inbound = Optional.empty();
    Optional<EspState> outbound = Optional.empty();
    Optional<UdpPorts> inboundPorts = Optional.empty();
    Optional<UdpPorts> outboundPorts = Optional.empty();
    /** Whether there ever was an outbound SA; a second one is refused. */
    boolean wasComplete;

    SaPair(long id, Held.Author author, Traffic outboundTraffic) {
        this.id = id;
        this.author = author;
        this.outboundTraffic = outboundTraffic;
    }

    /** As Windows tells it, without keys. A context that waits for its SAs has empty bundles, if it has an SPI with that. */
    SaContext told(LongFunction<Optional<Filter>> filters) {
        Optional<SaDetails> in = inboundTraffic.map(traffic -> details(
                INBOUND,
                traffic,
                inbound.map(EspState::bundle).orElseGet(() -> waiting(traffic)),
                inboundPorts,
                filters.apply(traffic.ipsecFilterId())));
        boolean toldOutbound = outbound.isPresent() || !wasComplete;
        Optional<SaDetails> out = toldOutbound
                ? Optional.of(details(
                        OUTBOUND,
                        outboundTraffic,
                        outbound.map(EspState::bundle)
                                .orElseGet(() ->
                                        bundle(List.of(), outboundTraffic.ends().ipVersion())),
                        outboundPorts,
                        filters.apply(outboundTraffic.ipsecFilterId())))
                : Optional.empty();
        return new SaContext(id, in, out);
    }

    private SaBundle waiting(Traffic traffic) {
        List<Sa> sas =
                spi.isPresent() ? List.of(new Sa(spi.getAsInt(), Sa.ESP_AUTH_AND_CIPHER, Optional.empty())) : List.of();
        return bundle(sas, traffic.ends().ipVersion());
    }

    private static SaBundle bundle(List<Sa> sas, int ipVersion) {
        return new SaBundle(0, new SaLimits(0, 0, 0), 0, sas, ipVersion, 0, 0);
    }

    private static SaDetails details(
            int direction, Traffic traffic, SaBundle bundle, Optional<UdpPorts> ports, Optional<Filter> filter) {
        return new SaDetails(traffic.ends().ipVersion(), direction, traffic, bundle, ports, filter);
    }

    /** On one line, without what only time changes. */
    @Override
    public String toString() {
        return "SA context of " + author.process() + " filter " + outboundTraffic.ipsecFilterId() + " "
                + (spi.isPresent() ? String.format("spi 0x%08x", spi.getAsInt()) : "without SPI")
                + (inbound.isPresent() ? " in" : "")
                + outbound.map(sa -> String.format(" out 0x%08x", sa.spi())).orElse("");
    }
}
