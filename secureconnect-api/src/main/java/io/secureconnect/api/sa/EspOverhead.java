package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import java.util.Objects;

/**
 * How many octets ESP in transport mode adds to a packet, exactly (RFC 4303 §2, RFC 3948 §2.1).
 *
 * @param proposal the cipher, which decides IV, padding and ICV
 * @param udpEncapsulated whether a UDP header is added
 */
@PublicApi
public record EspOverhead(EspProposal proposal, boolean udpEncapsulated) {
    private static final int SPI_AND_SEQUENCE = 8;
    private static final int PAD_LENGTH_AND_NEXT_HEADER = 2;
    private static final int UDP_HEADER = 8;

    public EspOverhead {
        Objects.requireNonNull(proposal, "proposal");
    }

    /** Octets added to a packet whose IP payload (transport header and data) has {@code payload} octets. */
    public int added(int payload) {
        if (payload < 0) {
            throw new IllegalArgumentException("a payload of " + payload + " octets");
        }
        return fixed() + padded(payload) - payload;
    }

    /** The fewest octets that are added, when no padding is needed. */
    public int least() {
        return fixed() + PAD_LENGTH_AND_NEXT_HEADER;
    }

    /** The most octets that are added. */
    public int most() {
        return least() + proposal.encryption().alignment() - 1;
    }

    /**
     * The largest IP payload (transport header and data) that still fits a path.
     *
     * @param mtu octets of the largest IP packet on the path
     * @param ipHeader octets of the IP header: 20 for IPv4 without options, 40 for IPv6 without extension headers
     * @return 0 if nothing fits
     */
    public int largestPayload(int mtu, int ipHeader) {
        int room = mtu - ipHeader - fixed();
        int alignment = proposal.encryption().alignment();
        return Math.max(0, room - Math.floorMod(room, alignment) - PAD_LENGTH_AND_NEXT_HEADER);
    }

    /** The largest clear-text IP packet that still fits a path of {@code mtu} octets: what to set the interface's MTU to. */
    public int innerMtu(int mtu, AddressFamily family) {
        int ipHeader = family == AddressFamily.IPV4 ? 20 : 40;
        int payload = largestPayload(mtu, ipHeader);
        return payload == 0 ? 0 : payload + ipHeader;
    }

    private int fixed() {
        return (udpEncapsulated ? UDP_HEADER : 0)
                + SPI_AND_SEQUENCE
                + proposal.encryption().ivOctets()
                + proposal.icvOctets();
    }

    private int padded(int payload) {
        int alignment = proposal.encryption().alignment();
        int content = payload + PAD_LENGTH_AND_NEXT_HEADER;
        return (content + alignment - 1) / alignment * alignment;
    }
}
