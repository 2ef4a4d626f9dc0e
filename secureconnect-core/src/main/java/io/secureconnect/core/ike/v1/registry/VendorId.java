package io.secureconnect.core.ike.v1.registry;

import io.secureconnect.api.sa.Bytes;
import java.util.Optional;

/**
 * Vendor ids that mean something to this build, or that a log should name. Nearly all are the MD5 of a text; a version or a
 * list of abilities may follow.
 */
public enum VendorId {
    NAT_TRAVERSAL("4a131c81070358455c5728f20e95452f", "RFC 3947"),
    NAT_TRAVERSAL_DRAFT_03("7d9419a65310ca6f2c179d9215529d56", "draft-ietf-ipsec-nat-t-ike-03"),
    /** Of the text with a line feed behind it, which is what most peers send. */
    NAT_TRAVERSAL_DRAFT_02_LF("90cb80913ebb696e086381b5ec427b1f", "draft-ietf-ipsec-nat-t-ike-02\n"),
    NAT_TRAVERSAL_DRAFT_02("cd60464335df21f87cfdb2fc68b6a448", "draft-ietf-ipsec-nat-t-ike-02"),
    NAT_TRAVERSAL_DRAFT_00("4485152d18b6bbcd0be8a8469579ddcc", "draft-ietf-ipsec-nat-t-ike-00"),
    /** RFC 3706 §5.1, major version 1, minor version 0. */
    DEAD_PEER_DETECTION("afcad71368a1f1c96b8696fc77570100", "Dead Peer Detection"),
    FRAGMENTATION("4048b7d56ebce88525e7de7f00d6c2d3", "FRAGMENTATION"),
    MICROSOFT_ISAKMP_OAKLEY("1e2b516905991c7d7c96fcbfb587e461", "MS NT5 ISAKMPOAKLEY"),
    MICROSOFT_NEGOTIATION_DISCOVERY("fb1de3cdf341b7ea16b7e5be0855f120", "MS-Negotiation Discovery Capable"),
    MICROSOFT_AUTHIP("214ca4faffa7f32d6748e5303395ae83", "MS-MamieExists"),
    MICROSOFT_CGA("e3a5966a76379fe707228231e5ce8652", "IKE CGA version 1"),
    INITIAL_CONTACT("26244d38eddb61b3172a36e3d0cfb819", "Vid-Initial-Contact"),
    GSSAPI("621b04bb09882ac1e15935fefa24aeee", "GSSAPI"),
    XAUTH("09002689dfd6b712", "XAUTH");

    private final Bytes octets;
    private final String text;

    VendorId(String hex, String text) {
        this.octets = Bytes.ofHex(hex);
        this.text = text;
    }

    /** What a vendor id of a peer begins with; empty if this build has no name for it. */
    public static Optional<VendorId> of(Bytes data) {
        for (VendorId id : values()) {
            if (id.begins(data)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    /** Whether {@code data} are these octets, and perhaps more behind them. */
    public boolean begins(Bytes data) {
        return data.length() >= octets.length()
                && Bytes.copyOf(data.toArray(), 0, octets.length()).equals(octets);
    }

    /** The octets as this host sends them. */
    public Bytes octets() {
        return octets;
    }

    /** What it stands for, as people know it. */
    public String text() {
        return text;
    }
}
