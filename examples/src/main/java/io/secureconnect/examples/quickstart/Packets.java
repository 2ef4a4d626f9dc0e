package io.secureconnect.examples.quickstart;

import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.testkit.kernel.IpPacket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The packets of the quickstart. */
final class Packets {
    private static final int CLIENT = 40000;
    private static final int SERVER = 3306;

    private Packets() {}

    /** A TCP segment with {@code text} in it. */
    static IpPacket text(IpAddress from, IpAddress to, int sequence, String text) {
        return IpPacket.tcp(from, CLIENT, to, SERVER, sequence, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Octets of a packet's payload in hexadecimal. */
    static String hex(IpPacket packet, int from, int to) {
        return HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOfRange(packet.payload(), from, to));
    }
}
