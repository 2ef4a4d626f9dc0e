package io.secureconnect.windows.model;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SpiRequest;
import io.secureconnect.windows.wfp.Traffic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The SA contexts of a host: what calls and time do to them. What refers to a filter that is gone serves no packet. */
final class SaTable {
    /** How long an inbound SA outlives its outbound one ({@code IPsecSaContextExpire0}). */
    static final Duration INBOUND_GRACE = Duration.ofMinutes(1);

    private static final int LOWEST_SPI = 256;

    private final Map<Long, SaPair> pairs = new LinkedHashMap<>();
    private final EspStates states;
    private final SeededRandom random;
    private final Surroundings surroundings;
    private long lastId;
    private long added;

    /** What the table asks of its host. */
    interface Surroundings {
        /** A filter as it is now; empty if it is gone. */
        Optional<Filter> filter(long id);

        /** Runs {@code write} with the host's lock after {@code delay}, then tells observers. */
        void after(Duration delay, Runnable write);

        /** A context came, or went. */
        void changed(boolean came, long id);
    }

    SaTable(EspStates states, SeededRandom random, Surroundings surroundings) {
        this.states = states;
        this.random = random;
        this.surroundings = surroundings;
    }

    long create(Traffic outbound, Held.Author author) {
        SaTraffic.require(outbound, Direction.OUTBOUND, surroundings.filter(outbound.ipsecFilterId()));
        SaPair pair = new SaPair(++lastId, author, outbound);
        pairs.put(pair.id, pair);
        surroundings.changed(true, pair.id);
        return pair.id;
    }

    int chooseSpi(long id, SpiRequest request) {
        int spi;
        do {
            spi = ByteBuffer.wrap(random.octets(Integer.BYTES)).getInt();
        } while (isReserved(spi) || isTaken(spi, pair(id)));
        setSpi(id, request, spi);
        return spi;
    }

    void setSpi(long id, SpiRequest request, int spi) {
        SaPair pair = pair(id);
        Traffic inbound = request.inboundIpsecTraffic();
        SaTraffic.require(inbound, Direction.INBOUND, surroundings.filter(inbound.ipsecFilterId()));
        if (!inbound.ends().equals(pair.outboundTraffic.ends())) {
            throw Refusal.TRAFFIC_MISMATCH.raised();
        }
        if (pair.spi.isPresent()) {
            throw Refusal.INCOMPATIBLE_SA_STATE.raised();
        }
        if (isReserved(spi)) {
            throw Refusal.INVALID_PARAMETER.raised();
        }
        if (isTaken(spi, pair)) {
            throw Refusal.ALREADY_EXISTS.raised();
        }
        pair.inboundTraffic = Optional.of(inbound);
        pair.spi = OptionalInt.of(spi);
        pair.inboundPorts = request.inboundUdpEncapsulation();
    }

    void addInbound(long id, SaBundle bundle) {
        SaPair pair = pair(id);
        Sa sa = single(bundle, pair);
        if (pair.spi.isEmpty() || pair.inbound.isPresent() || pair.wasComplete) {
            throw Refusal.INCOMPATIBLE_SA_STATE.raised();
        }
        if (pair.spi.getAsInt() != sa.spi()) {
            throw Refusal.INVALID_PARAMETER.raised();
        }
        EspState state = states.of(pair, Direction.INBOUND, bundle, ++added);
        pair.inbound = Optional.of(state);
        atEnd(bundle, () -> pair.inbound.filter(state::equals).ifPresent(expired -> remove(pair)));
    }

    void addOutbound(long id, SaBundle bundle) {
        SaPair pair = pair(id);
        single(bundle, pair);
        if (pair.inbound.isEmpty() || pair.wasComplete) {
            throw Refusal.INCOMPATIBLE_SA_STATE.raised();
        }
        EspState state = states.of(pair, Direction.OUTBOUND, bundle, ++added);
        if ((bundle.flags() & SaBundle.SUPPRESS_DUPLICATE_DELETION) == 0) {
            pairs.values().stream()
                    .filter(other -> other.outboundTraffic.equals(pair.outboundTraffic))
                    .forEach(duplicate -> duplicate.outbound = Optional.empty());
        }
        pair.outbound = Optional.of(state);
        pair.wasComplete = true;
        atEnd(bundle, () -> pair.outbound.filter(state::equals).ifPresent(expired -> pair.outbound = Optional.empty()));
    }

    void update(long flags, SaContext changed) {
        SaPair pair = pair(changed.saContextId());
        if ((flags & SaTraffic.UPDATE_UDP_ENCAPSULATION) != 0) {
            pair.inboundPorts = changed.inboundSa().flatMap(sa -> SaTraffic.ports(sa, pair));
            pair.outboundPorts = changed.outboundSa().flatMap(sa -> SaTraffic.ports(sa, pair));
        }
        if ((flags & SaTraffic.UPDATE_TRAFFIC) != 0) {
            changed.outboundSa().ifPresent(sa -> pair.outboundTraffic = sa.traffic());
            changed.inboundSa().ifPresent(sa -> pair.inboundTraffic = Optional.of(sa.traffic()));
        }
    }

    void expire(long id) {
        SaPair pair = pair(id);
        pair.outbound = Optional.empty();
        pair.wasComplete = true;
        surroundings.after(INBOUND_GRACE, () -> {
            if (pairs.get(pair.id) == pair) {
                remove(pair);
            }
        });
    }

    void delete(long id) {
        remove(pair(id));
    }

    Optional<SaContext> told(long id) {
        return Optional.ofNullable(pairs.get(id)).map(pair -> pair.told(surroundings::filter));
    }

    List<SaContext> told() {
        return pairs.values().stream()
                .map(pair -> pair.told(surroundings::filter))
                .toList();
    }

    List<SaPair> all() {
        return List.copyOf(pairs.values());
    }

    /** The pair whose outbound SA serves a packet that an outbound callout filter was asked about. */
    Optional<SaPair> outboundFor(Filter filter, IpPacket packet) {
        return pairs.values().stream()
                .filter(pair -> pair.outbound.isPresent()
                        && pair.outboundTraffic.ipsecFilterId() == filter.filterId()
                        && SaTraffic.covers(pair.outboundTraffic, packet, Direction.OUTBOUND))
                .max(Comparator.comparing(
                        pair -> pair.outbound.map(EspState::order).orElse(0L)));
    }

    /** The pair whose inbound SA has an SPI at an address of this host, octets in network order. */
    Optional<SaPair> inboundFor(int spi, Bytes destination) {
        return pairs.values().stream()
                .filter(pair -> pair.spi.isPresent()
                        && pair.spi.getAsInt() == spi
                        && pair.outboundTraffic.ends().local().equals(destination))
                .findFirst();
    }

    /** Whether ESP is taken out of UDP that arrives at {@code port}. */
    boolean isEncapsulationPort(int port) {
        return pairs.values().stream()
                .anyMatch(pair ->
                        pair.inboundPorts.filter(ports -> ports.local() == port).isPresent());
    }

    /** As a restart does it: nobody is told. */
    void clear() {
        pairs.clear();
    }

    private void atEnd(SaBundle bundle, Runnable end) {
        int seconds = bundle.lifetime().lifetimeSeconds();
        if (seconds != 0) {
            surroundings.after(Duration.ofSeconds(Integer.toUnsignedLong(seconds)), end);
        }
    }

    private void remove(SaPair pair) {
        pairs.remove(pair.id);
        pair.inbound = Optional.empty();
        pair.outbound = Optional.empty();
        surroundings.changed(false, pair.id);
    }

    private static Sa single(SaBundle bundle, SaPair pair) {
        if (bundle.saList().isEmpty()) {
            throw Refusal.ZERO_LENGTH_ARRAY.raised();
        }
        if (bundle.ipVersion() != pair.outboundTraffic.ends().ipVersion()) {
            throw Refusal.TRAFFIC_MISMATCH.raised();
        }
        return bundle.saList().get(0);
    }

    private SaPair pair(long id) {
        SaPair pair = pairs.get(id);
        if (pair == null) {
            throw Refusal.NOT_FOUND.raised();
        }
        return pair;
    }

    private boolean isTaken(int spi, SaPair pair) {
        return inboundFor(spi, pair.outboundTraffic.ends().local()).isPresent();
    }

    private static boolean isReserved(int spi) {
        return spi >= 0 && spi < LOWEST_SPI;
    }
}
