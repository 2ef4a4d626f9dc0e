package io.secureconnect.core.ike.negotiate;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.registry.TrafficSelectorType;
import io.secureconnect.core.ike.wire.v2.Payload.TrafficSelectors;
import io.secureconnect.core.ike.wire.v2.Payload.WireSelector;
import java.util.List;

/**
 * Traffic selectors of one address, any protocol and any port (RFC 7296 §2.9). Anything less would leave packets of the
 * pair without a child.
 */
public final class Selectors {
    private static final int ANY_PROTOCOL = 0;
    private static final int LAST_PORT = 65535;

    private Selectors() {}

    /** TSi or TSr of one address. */
    public static TrafficSelectors of(boolean initiator, IpAddress address) {
        return new TrafficSelectors(initiator, List.of(selector(address)));
    }

    /** Whether the whole of {@code address} is meant: it is there, and beside it only parts of it (RFC 7296 §2.9). */
    public static boolean mean(TrafficSelectors selectors, IpAddress address) {
        WireSelector whole = selector(address);
        return selectors.selectors().contains(whole)
                && selectors.selectors().stream()
                        .allMatch(s -> s.type() == whole.type()
                                && s.startAddress().equals(whole.startAddress())
                                && s.endAddress().equals(whole.endAddress()));
    }

    /**
     * Whether the whole of some one address of {@code family} is meant. Behind a NAT an end is known by another address than
     * its own, which is what RFC 7296 §2.23.1 substitutes in transport mode.
     */
    public static boolean meanOneAddress(TrafficSelectors selectors, AddressFamily family) {
        return selectors.selectors().stream()
                .filter(s -> s.type() == type(family)
                        && s.startAddress().equals(s.endAddress())
                        && s.startAddress().length() == octets(family))
                .anyMatch(s -> sameAddress(selectors, s) && isWhole(s));
    }

    private static boolean sameAddress(TrafficSelectors selectors, WireSelector one) {
        return selectors.selectors().stream()
                .allMatch(s -> s.startAddress().equals(one.startAddress())
                        && s.endAddress().equals(one.endAddress()));
    }

    private static boolean isWhole(WireSelector selector) {
        return selector.protocol() == ANY_PROTOCOL && selector.startPort() == 0 && selector.endPort() == LAST_PORT;
    }

    /** The one whole selector of those that {@link #meanOneAddress} holds for. */
    public static TrafficSelectors whole(TrafficSelectors selectors) {
        return new TrafficSelectors(
                selectors.initiator(),
                List.of(selectors.selectors().stream()
                        .filter(Selectors::isWhole)
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException(selectors + " have no whole address among them"))));
    }

    private static WireSelector selector(IpAddress address) {
        Bytes octets = Bytes.wrap(address.octets());
        return new WireSelector(type(address.family()), ANY_PROTOCOL, 0, LAST_PORT, octets, octets);
    }

    private static int type(AddressFamily family) {
        return family == AddressFamily.IPV4
                ? TrafficSelectorType.TS_IPV4_ADDR_RANGE.number()
                : TrafficSelectorType.TS_IPV6_ADDR_RANGE.number();
    }

    private static int octets(AddressFamily family) {
        return family == AddressFamily.IPV4 ? 4 : 16;
    }
}
