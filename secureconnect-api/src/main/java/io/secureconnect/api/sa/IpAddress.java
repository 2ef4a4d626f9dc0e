package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * One IPv4 or IPv6 address, without a zone and without name look-ups. Octets are in network byte order.
 *
 * <p>Text is read strictly: dotted decimal without leading zeros for IPv4, RFC 4291 §2.2 for IPv6. An IPv4-mapped IPv6
 * address ({@code ::ffff:192.0.2.1}) is refused, because it names an IPv4 host in a second way and would slip past every
 * comparison. Text is written as RFC 5952 asks. Order is IPv4 before IPv6, then octets as unsigned numbers.
 */
@PublicApi
public final class IpAddress implements Comparable<IpAddress> {
    private final byte[] octets;

    private IpAddress(byte[] octets) {
        this.octets = octets;
    }

    /**
     * An address from its octets in network byte order.
     *
     * @throws IllegalArgumentException unless there are 4 or 16, or if they are an IPv4-mapped IPv6 address
     */
    public static IpAddress of(byte... octets) {
        if (octets.length != 4 && octets.length != 16) {
            throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length);
        }
        IpAddress address = new IpAddress(octets.clone());
        if (address.isIpv4Mapped()) {
            throw new IllegalArgumentException("IPv4-mapped IPv6 address; write the IPv4 address itself");
        }
        return address;
    }

    /**
     * An address from its text.
     *
     * @throws IllegalArgumentException if {@code text} is not a literal address, or is an IPv4-mapped one
     */
    public static IpAddress parse(String text) {
        return tryParse(text)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "'" + text
                                        + "' is not an IP address; write 192.0.2.1 or 2001:db8::1, without zone, prefix or IPv4-mapped form"));
    }

    /** As {@link #parse}, with an empty answer in place of the exception. */
    public static Optional<IpAddress> tryParse(String text) {
        byte[] octets = text.indexOf(':') >= 0 ? Ipv6Text.parse(text) : Ipv4Text.parse(text);
        if (octets == null) {
            return Optional.empty();
        }
        IpAddress address = new IpAddress(octets);
        return address.isIpv4Mapped() ? Optional.empty() : Optional.of(address);
    }

    /** IPv4 or IPv6. */
    public AddressFamily family() {
        return octets.length == 4 ? AddressFamily.IPV4 : AddressFamily.IPV6;
    }

    /** A copy of the octets, network byte order, 4 or 16. */
    public byte[] octets() {
        return octets.clone();
    }

    /** Whether the address is 127.0.0.0/8 or ::1. */
    public boolean isLoopback() {
        if (octets.length == 4) {
            return octets[0] == 127;
        }
        return octets[15] == 1 && isZero(0, 15);
    }

    /** Whether the address is 169.254.0.0/16 or fe80::/10. */
    public boolean isLinkLocal() {
        if (octets.length == 4) {
            return (octets[0] & 0xff) == 169 && (octets[1] & 0xff) == 254;
        }
        return (octets[0] & 0xff) == 0xfe && (octets[1] & 0xc0) == 0x80;
    }

    /** Whether the address is 224.0.0.0/4, 255.255.255.255 or ff00::/8. */
    public boolean isMulticast() {
        if (octets.length == 4) {
            return (octets[0] & 0xf0) == 0xe0 || (octets[0] & octets[1] & octets[2] & octets[3]) == -1;
        }
        return octets[0] == (byte) 0xff;
    }

    /** Whether the address is all zeros. */
    public boolean isUnspecified() {
        return isZero(0, octets.length);
    }

    private boolean isIpv4Mapped() {
        return octets.length == 16 && isZero(0, 10) && octets[10] == -1 && octets[11] == -1;
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (octets[i] != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(IpAddress other) {
        int byFamily = Integer.compare(octets.length, other.octets.length);
        return byFamily != 0 ? byFamily : Arrays.compareUnsigned(octets, other.octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress && Arrays.equals(octets, ((IpAddress) other).octets);
    }

    /** Spread over all 32 bits: neighbouring addresses are the usual case, and they fill tables of tens of thousands. */
    @Override
    public int hashCode() {
        ByteBuffer words = ByteBuffer.wrap(octets);
        int hash = 0;
        while (words.hasRemaining()) {
            hash = (hash ^ words.getInt()) * 0x9E3779B1;
            hash ^= hash >>> 15;
        }
        return hash;
    }

    /** The text form: dotted decimal, or RFC 5952 for IPv6. */
    @Override
    public String toString() {
        return octets.length == 4 ? Ipv4Text.format(octets) : Ipv6Text.format(octets);
    }
}
