package io.secureconnect.core.ike.v1.quickmode;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Identification;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * IDci and IDcr, which are quick mode's selectors (RFC 2407 §4.6.2): each must mean one address with all protocols and ports.
 * Anything less would leave packets of the pair without an SA.
 */
final class ClientIdentities {
    /** RFC 2407 §4.6.2.1: an address and its mask. */
    static final int ID_IPV4_ADDR_SUBNET = 4;

    static final int ID_IPV6_ADDR_SUBNET = 6;

    /** RFC 2407 §4.6.2.1: the first and the last address. */
    static final int ID_IPV4_ADDR_RANGE = 7;

    static final int ID_IPV6_ADDR_RANGE = 8;

    private ClientIdentities() {}

    /** What an initiator sends: IDci, IDcr. */
    static List<Identification> of(HostPair path) {
        return List.of(whole(path.local()), whole(path.remote()));
    }

    static Identification whole(IpAddress address) {
        return new Identification(IkeIdentity.address(address), 0, 0);
    }

    /**
     * Whether the two ends mean {@code path}, or what they have to take for it behind a NAT; none at all mean the addresses of
     * phase 1.
     *
     * @param identities IDci and IDcr, or none
     * @param initiator whether this host began the quick mode, so that IDci is its own
     */
    static boolean mean(List<Identification> identities, HostPair path, NatDetection nat, boolean initiator) {
        if (identities.isEmpty()) {
            return true;
        }
        Identification local = identities.get(initiator ? 0 : 1);
        Identification remote = identities.get(initiator ? 1 : 0);
        return means(local, path.local(), nat.localNat()) && means(remote, path.remote(), nat.remoteNat());
    }

    private static boolean means(Identification identity, IpAddress address, boolean substituted) {
        return identity.protocol() == 0
                && identity.port() == 0
                && oneAddress(identity.identity())
                        .filter(octets -> substituted
                                ? octets.length() == address.octets().length
                                : octets.equals(Bytes.wrap(address.octets())))
                        .isPresent();
    }

    /** The only address that it stands for; empty if it stands for more, or for something else. */
    private static Optional<Bytes> oneAddress(IkeIdentity identity) {
        switch (identity.type()) {
            case IkeIdentity.ID_IPV4_ADDR:
                return address(identity.data(), AddressFamily.IPV4);
            case IkeIdentity.ID_IPV6_ADDR:
                return address(identity.data(), AddressFamily.IPV6);
            case ID_IPV4_ADDR_SUBNET:
                return pair(identity.data(), AddressFamily.IPV4, true);
            case ID_IPV6_ADDR_SUBNET:
                return pair(identity.data(), AddressFamily.IPV6, true);
            case ID_IPV4_ADDR_RANGE:
                return pair(identity.data(), AddressFamily.IPV4, false);
            case ID_IPV6_ADDR_RANGE:
                return pair(identity.data(), AddressFamily.IPV6, false);
            default:
                return Optional.empty();
        }
    }

    private static Optional<Bytes> address(Bytes data, AddressFamily family) {
        return data.length() == octets(family) ? Optional.of(data) : Optional.empty();
    }

    private static Optional<Bytes> pair(Bytes data, AddressFamily family, boolean mask) {
        int octets = octets(family);
        if (data.length() != 2 * octets) {
            return Optional.empty();
        }
        byte[] first = Arrays.copyOf(data.toArray(), octets);
        byte[] second = Arrays.copyOfRange(data.toArray(), octets, 2 * octets);
        byte[] expected = mask ? ones(octets) : first;
        return Arrays.equals(second, expected) ? Optional.of(Bytes.wrap(first)) : Optional.empty();
    }

    private static byte[] ones(int octets) {
        byte[] ones = new byte[octets];
        Arrays.fill(ones, (byte) 0xff);
        return ones;
    }

    private static int octets(AddressFamily family) {
        return family == AddressFamily.IPV4 ? 4 : 16;
    }
}
