package io.secureconnect.linux.lab;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.time.Duration;

/** What hosts say to each other in scenarios. Every call ends by itself, also when nothing gets through. */
public final class Traffic {
    private Traffic() {}

    /** {@code count} echo requests, 50 ms apart, each with a second to be answered. */
    public static Ping ping(Wire.End from, IpAddress to, int count) {
        return Ping.parse(from.namespace()
                .run("ping", "-n", "-q", "-c", Integer.toString(count), "-i", "0.05", "-W", "1", to.toString()));
    }

    /**
     * Sends {@code octets} random octets over TCP and compares what arrived by SHA-256.
     *
     * @param octets how many, up to 2^31 - 1
     */
    public static TcpTransfer tcp(Wire.End from, Wire.End to, AddressFamily family, int octets) {
        return TcpTransfer.run(from, to, family, octets, Duration.ofSeconds(20));
    }

    /** Whether a TCP connection comes about within two seconds. */
    public static boolean connects(Wire.End from, Wire.End to, AddressFamily family) {
        return TcpTransfer.run(from, to, family, 1, Duration.ofSeconds(2)).connected();
    }

    /** Begins to send numbered datagrams (UDP), one every {@code gap}, until {@link NumberedStream#stop}. */
    public static NumberedStream stream(Wire.End from, Wire.End to, AddressFamily family, Duration gap) {
        return NumberedStream.start(from, to, family, gap);
    }

    static ProtocolFamily protocolFamily(AddressFamily family) {
        return family == AddressFamily.IPV4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    static InetSocketAddress socketAddress(IpAddress address, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(address.octets()), port);
    }
}
