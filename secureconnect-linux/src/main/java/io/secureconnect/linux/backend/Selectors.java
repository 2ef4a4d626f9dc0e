package io.secureconnect.linux.backend;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.linux.xfrm.XfrmAddress;
import io.secureconnect.linux.xfrm.XfrmSelector;
import java.util.Optional;

/** Between selectors as a host sees them (local, remote) and as a packet does (source, destination). */
final class Selectors {
    private static final int WHOLE_PORT = 0xffff;

    private Selectors() {}

    /** Every packet of {@code path} that travels in {@code direction}. */
    static XfrmSelector of(HostPair path, Direction direction) {
        int bits = path.family().bits();
        return new XfrmSelector(
                XfrmAddress.of(path.destination(direction)),
                XfrmAddress.of(path.source(direction)),
                0,
                0,
                0,
                0,
                XfrmAddress.number(path.family()),
                bits,
                bits,
                0,
                0,
                0);
    }

    /**
     * The packets of {@code selector} that travel in {@code direction}; empty if its ports are no block that a mask can
     * say.
     */
    static Optional<XfrmSelector> of(TrafficSelector selector, Direction direction) {
        boolean out = direction == Direction.OUTBOUND;
        AddressPrefix source = out ? selector.local() : selector.remote();
        AddressPrefix destination = out ? selector.remote() : selector.local();
        PortRange sourcePorts = out ? selector.localPorts() : selector.remotePorts();
        PortRange destinationPorts = out ? selector.remotePorts() : selector.localPorts();
        if (selector.icmpType().isPresent()) {
            sourcePorts = PortRange.of(selector.icmpType().getAsInt()); // the kernel keeps the type there, both ways
        }
        if (!isBlock(sourcePorts) || !isBlock(destinationPorts)) {
            return Optional.empty();
        }
        return Optional.of(new XfrmSelector(
                XfrmAddress.of(destination.address()),
                XfrmAddress.of(source.address()),
                destinationPorts.first(),
                mask(destinationPorts),
                sourcePorts.first(),
                mask(sourcePorts),
                XfrmAddress.number(selector.local().family()),
                destination.length(),
                source.length(),
                selector.protocol().orElse(0),
                0,
                0));
    }

    private static boolean isBlock(PortRange ports) {
        int size = ports.last() - ports.first() + 1;
        return Integer.bitCount(size) == 1 && ports.first() % size == 0;
    }

    private static int mask(PortRange ports) {
        return ~(ports.last() - ports.first()) & WHOLE_PORT;
    }

    /** The path that a selector is all packets of; empty if it is about anything else. */
    static Optional<HostPair> path(XfrmSelector selector, Direction direction) {
        return family(selector.family()).flatMap(family -> {
            if (selector.sourcePrefix() != family.bits()
                    || selector.destinationPrefix() != family.bits()
                    || selector.destination().equals(selector.source())) {
                return Optional.empty();
            }
            Optional<HostPair> path = path(selector.source(), selector.destination(), selector.family(), direction);
            return path.filter(p -> selector.equals(of(p, direction)));
        });
    }

    /** The path whose packets in {@code direction} go from {@code source} to {@code destination}. */
    static Optional<HostPair> path(XfrmAddress source, XfrmAddress destination, int family, Direction direction) {
        Optional<IpAddress> from = address(source, family);
        Optional<IpAddress> to = address(destination, family);
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            return Optional.empty();
        }
        return Optional.of(
                direction == Direction.OUTBOUND
                        ? new HostPair(from.get(), to.get())
                        : new HostPair(to.get(), from.get()));
    }

    /** An address, unless it is of no family we know or an IPv4-mapped one, which no packet of ours has. */
    static Optional<IpAddress> address(XfrmAddress address, int family) {
        try {
            return Optional.of(address.toIpAddress(family));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<AddressFamily> family(int number) {
        return switch (number) {
            case XfrmAddress.AF_INET -> Optional.of(AddressFamily.IPV4);
            case XfrmAddress.AF_INET6 -> Optional.of(AddressFamily.IPV6);
            default -> Optional.empty();
        };
    }

    /** What an exemption says; empty if this selector says more, or less, than {@link #of} does. */
    static Optional<TrafficSelector> traffic(XfrmSelector selector, Direction direction) {
        boolean out = direction == Direction.OUTBOUND;
        Optional<AddressPrefix> source = prefix(selector.source(), selector.sourcePrefix(), selector.family());
        Optional<AddressPrefix> destination =
                prefix(selector.destination(), selector.destinationPrefix(), selector.family());
        if (source.isEmpty() || destination.isEmpty()) {
            return Optional.empty();
        }
        TrafficSelector.Builder traffic = TrafficSelector.builder()
                .local(out ? source.get() : destination.get())
                .remote(out ? destination.get() : source.get());
        if (selector.protocol() != 0) {
            traffic.protocol(selector.protocol());
        }
        PortRange sourcePorts = ports(selector.sourcePort(), selector.sourcePortMask());
        PortRange destinationPorts = ports(selector.destinationPort(), selector.destinationPortMask());
        boolean icmp = selector.protocol() == IpProtocol.ICMP || selector.protocol() == IpProtocol.ICMPV6;
        try {
            if (icmp && sourcePorts.isSingle()) {
                traffic.icmpType(sourcePorts.first());
            } else {
                traffic.localPorts(out ? sourcePorts : destinationPorts)
                        .remotePorts(out ? destinationPorts : sourcePorts);
            }
            TrafficSelector built = traffic.build();
            return Optional.of(built).filter(t -> of(t, direction).equals(Optional.of(selector)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static PortRange ports(int first, int mask) {
        int low = first & mask;
        return new PortRange(low, low | (~mask & WHOLE_PORT));
    }

    /** A prefix with the bits behind it cleared, as the kernel compares it. */
    static Optional<AddressPrefix> prefix(XfrmAddress address, int length, int family) {
        return family(family).filter(f -> length <= f.bits()).flatMap(f -> {
            byte[] octets = address.octets(family);
            for (int bit = length; bit < octets.length * 8; bit++) {
                octets[bit / 8] &= (byte) ~(0x80 >> bit % 8);
            }
            try {
                return Optional.of(new AddressPrefix(IpAddress.of(octets), length));
            } catch (IllegalArgumentException mapped) {
                return Optional.empty();
            }
        });
    }
}
