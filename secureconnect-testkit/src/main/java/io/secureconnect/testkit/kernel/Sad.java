package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.Spi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The security association database: inbound SAs by destination and SPI, outbound ones by what a policy asks for. */
final class Sad {
    private final Map<Name, SadEntry> all = new LinkedHashMap<>();
    private final Map<Wish, List<SadEntry>> outbound = new HashMap<>();
    private final Map<Wish, Instant> acquiring = new HashMap<>();
    private final Map<Integer, Set<SadEntry>> encapsulationPorts = new HashMap<>();

    /** No two SAs of a kernel share one (RFC 4301 §4.1). */
    private record Name(IpAddress destination, Spi spi) {}

    /** What a policy's template asks for. */
    record Wish(IpAddress source, IpAddress destination, int reqid) {}

    Optional<SadEntry> find(IpAddress destination, Spi spi) {
        return Optional.ofNullable(all.get(new Name(destination, spi)));
    }

    /** Makes a larval or mature SA known by its SPI. */
    void add(SadEntry sa) {
        SadEntry clash = all.putIfAbsent(new Name(sa.destination(), sa.id.spi()), sa);
        if (clash != null) {
            throw new IllegalStateException(sa + " would take the place of " + clash);
        }
        if (!sa.isLarval()) {
            serve(sa);
        }
    }

    /** Makes an outbound SA available to policies, whose packets wait for it no longer; opens the UDP port of an inbound one. */
    private void serve(SadEntry sa) {
        if (sa.id.direction() == Direction.OUTBOUND) {
            outbound.computeIfAbsent(wishFor(sa), wish -> new ArrayList<>()).add(sa);
            acquiring.remove(wishFor(sa));
        } else {
            sa.parameters()
                    .udpEncapsulation()
                    .ifPresent(udp -> encapsulationPorts
                            .computeIfAbsent(udp.localPort(), port -> new HashSet<>())
                            .add(sa));
        }
    }

    void remove(SadEntry sa) {
        all.remove(new Name(sa.destination(), sa.id.spi()), sa);
        encapsulationPorts.values().removeIf(users -> users.remove(sa) && users.isEmpty());
        List<SadEntry> peers = outbound.get(wishFor(sa));
        if (peers != null && peers.remove(sa) && peers.isEmpty()) {
            outbound.remove(wishFor(sa));
        }
    }

    /** The SA that serves: one that is not dying before one that is, then the newest. */
    @Nullable
    SadEntry outboundFor(Wish wish) {
        SadEntry best = null;
        for (SadEntry sa : outbound.getOrDefault(wish, List.of())) {
            if (best == null || best.isDying() || !sa.isDying()) {
                best = sa;
            }
        }
        return best;
    }

    /** Notes that keys were asked for; false if they were before and the asking has not expired. */
    boolean acquire(Wish wish, Instant now, Instant expires) {
        Instant before = acquiring.get(wish);
        if (before != null && now.isBefore(before)) {
            return false;
        }
        acquiring.put(wish, expires);
        return true;
    }

    /** Whether UDP to this port may hold ESP: an inbound SA asks for it. */
    boolean isEncapsulationPort(int port) {
        return encapsulationPorts.containsKey(port);
    }

    /** All SAs, in the order they came. */
    Collection<SadEntry> entries() {
        return all.values();
    }

    private static Wish wishFor(SadEntry sa) {
        return new Wish(sa.source(), sa.destination(), sa.reqid);
    }
}
