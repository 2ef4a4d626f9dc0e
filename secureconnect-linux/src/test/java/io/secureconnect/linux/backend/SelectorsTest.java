package io.secureconnect.linux.backend;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SelectorsTest {
    private static IpAddress address(AddressFamily family, Random random) {
        byte[] octets = new byte[family.octets()];
        random.nextBytes(octets);
        return IpAddress.of(octets);
    }

    @Property
    void aPathIsFoundAgainInEachDirection(
            @ForAll AddressFamily family, @ForAll Direction direction, @ForAll long seed) {
        Random random = new Random(seed);
        IpAddress local = address(family, random);
        IpAddress remote = address(family, random);
        Assume.that(!local.equals(remote));
        HostPair path = new HostPair(local, remote);

        XfrmSelector selector = Selectors.of(path, direction);

        assertThat(Selectors.path(selector, direction)).contains(path);
        assertThat(selector.source()).isEqualTo(XfrmAddress.of(path.source(direction)));
    }

    @Property
    void anExemptionIsFoundAgainInEachDirection(
            @ForAll AddressFamily family, @ForAll Direction direction, @ForAll long seed) {
        Random random = new Random(seed);
        TrafficSelector.Builder traffic =
                TrafficSelector.builder().local(prefix(family, random)).remote(prefix(family, random));
        switch (random.nextInt(4)) {
            case 0:
                traffic.protocol(1 + random.nextInt(255));
                break;
            case 1:
                traffic.protocol(random.nextBoolean() ? IpProtocol.ICMP : IpProtocol.ICMPV6)
                        .icmpType(random.nextInt(256));
                break;
            case 2:
                traffic.protocol(random.nextBoolean() ? IpProtocol.TCP : IpProtocol.UDP)
                        .localPorts(block(random))
                        .remotePorts(block(random));
                break;
            default:
                break;
        }
        TrafficSelector selector = traffic.build();

        assertThat(Selectors.of(selector, direction).flatMap(s -> Selectors.traffic(s, direction)))
                .contains(selector);
    }

    private static AddressPrefix prefix(AddressFamily family, Random random) {
        int length = random.nextInt(family.bits() + 1);
        byte[] octets = address(family, random).octets();
        for (int bit = length; bit < octets.length * 8; bit++) {
            octets[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return new AddressPrefix(IpAddress.of(octets), length);
    }

    private static PortRange block(Random random) {
        int size = 1 << random.nextInt(17);
        int first = random.nextInt(65536 / size) * size;
        return new PortRange(first, first + size - 1);
    }

    @Test
    void aNarrowerSelectorIsNotAPath() {
        XfrmSelector whole = Selectors.of(HostPair.of("10.0.0.1", "10.0.0.2"), Direction.OUTBOUND);

        assertThat(Selectors.path(with(whole, 24, 0, 0), Direction.OUTBOUND)).isEmpty();
        assertThat(Selectors.path(with(whole, 32, 6, 0), Direction.OUTBOUND)).isEmpty();
        assertThat(Selectors.path(with(whole, 32, 0, 3), Direction.OUTBOUND)).isEmpty();
        assertThat(Selectors.path(XfrmSelector.ANY, Direction.OUTBOUND)).isEmpty();
    }

    private static XfrmSelector with(XfrmSelector s, int prefix, int protocol, int device) {
        return new XfrmSelector(
                s.destination(), s.source(), 0, 0, 0, 0, s.family(), prefix, s.sourcePrefix(), protocol, device, 0);
    }

    @Test
    void bitsBehindAPrefixDoNotMatter() {
        assertThat(Selectors.prefix(XfrmAddress.of(IpAddress.parse("10.1.2.3")), 8, XfrmAddress.AF_INET))
                .contains(AddressPrefix.parse("10.0.0.0/8"));
    }

    @Test
    void mappedAddressesAndUnknownFamiliesAreNobodys() {
        byte[] mapped = new byte[16];
        Arrays.fill(mapped, 10, 12, (byte) 0xff);
        XfrmAddress address = new XfrmAddress(0, 0x0000ffff0a000001L);

        assertThat(Selectors.address(address, XfrmAddress.AF_INET6)).isEmpty();
        assertThat(Selectors.prefix(address, 128, XfrmAddress.AF_INET6)).isEmpty();
        assertThat(Selectors.prefix(address, 200, XfrmAddress.AF_INET6)).isEmpty();
        assertThat(Selectors.address(address, 17)).isEmpty();
    }
}
