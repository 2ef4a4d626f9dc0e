package io.secureconnect.testkit.net;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.testkit.kernel.IpPacket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbered datagrams both ways on a path, and the count of those that did not arrive or arrived twice. */
public final class PacketStream {
    private static final int NEAR_PORT = 5001;
    private static final int FAR_PORT = 5002;

    private final VirtualNetwork network;
    private final HostPair path;
    private final String name;
    private final List<IpPacket> sent = new ArrayList<>();

    /** @param name is in each datagram, so it must differ from that of any other stream on the path */
    public PacketStream(VirtualNetwork network, HostPair path, String name) {
        this.network = network;
        this.path = path;
        this.name = name;
    }

    /** Sends one datagram each way. */
    public synchronized void send() {
        byte[] number = (name + " " + sent.size()).getBytes(StandardCharsets.UTF_8);
        send(IpPacket.udp(path.local(), NEAR_PORT, path.remote(), FAR_PORT, number));
        send(IpPacket.udp(path.remote(), FAR_PORT, path.local(), NEAR_PORT, number));
    }

    private void send(IpPacket packet) {
        sent.add(packet);
        network.send(packet);
    }

    public synchronized int sent() {
        return sent.size();
    }

    /** Datagrams that no application got. */
    public synchronized List<IpPacket> lost() {
        Map<IpPacket, Integer> arrived = arrived();
        return sent.stream().filter(packet -> !arrived.containsKey(packet)).collect(Collectors.toList());
    }

    /** Datagrams that an application got more than once. */
    public synchronized List<IpPacket> repeated() {
        Map<IpPacket, Integer> arrived = arrived();
        return sent.stream()
                .filter(packet -> arrived.getOrDefault(packet, 0) > 1)
                .collect(Collectors.toList());
    }

    private Map<IpPacket, Integer> arrived() {
        Map<IpPacket, Integer> counts = new HashMap<>();
        for (IpAddress end : List.of(path.local(), path.remote())) {
            network.accepted(end).forEach(packet -> counts.merge(packet, 1, Integer::sum));
        }
        return counts;
    }

    /**
     * Fails unless every datagram arrived exactly once.
     *
     * @throws AssertionError with those that did not
     */
    public void assertAllArrivedOnce() {
        if (!lost().isEmpty() || !repeated().isEmpty()) {
            throw new AssertionError(
                    "of " + sent() + " datagrams on " + path + ", lost: " + lost() + ", repeated: " + repeated());
        }
    }
}
