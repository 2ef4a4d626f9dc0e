package io.secureconnect.linux.lab;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.IpAddress;
import java.util.List;

/** A cable between two namespaces (a veth pair), both ends up, with an IPv4 and an IPv6 address each. */
public record Wire(End a, End b) {
    /**
     * One end of a wire.
     *
     * @param device its name in the namespace
     * @param ipv4 its address in a /24
     * @param ipv6 its address in a /64
     */
    public record End(NetworkNamespace namespace, String device, IpAddress ipv4, IpAddress ipv6) {
        public IpAddress address(AddressFamily family) {
            return family == AddressFamily.IPV4 ? ipv4 : ipv6;
        }

        private void configure() {
            namespace.ip(
                    "addr add " + ipv4 + "/24 dev " + device,
                    "addr add " + ipv6 + "/64 dev " + device + " nodad",
                    "link set " + device + " up");
        }

        private boolean isUp() {
            return namespace
                    .run("ip", "link", "show", "dev", device)
                    .orThrow()
                    .output()
                    .contains("LOWER_UP");
        }
    }

    static Wire lay(End a, End b) {
        a.namespace.ip("link add " + a.device + " type veth peer name " + b.device + " netns " + b.namespace);
        List.of(a, b).forEach(End::configure);
        Await.until("both ends of the wire up", () -> a.isUp() && b.isUp());
        return new Wire(a, b);
    }

    /** The other end of the wire. */
    public End peerOf(End end) {
        return end.equals(a) ? b : a;
    }
}
