package io.secureconnect.core.ike.v1.exchange;

import io.secureconnect.core.ike.v1.registry.PayloadType;
import io.secureconnect.core.ike.v1.registry.VendorId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** The way past a NAT that both ends of phase 1 know: that of RFC 3947, or one of the drafts before it. */
public enum NatTraversal {
    NONE(PayloadType.NONE, PayloadType.NONE, List.of()),
    /** draft-ietf-ipsec-nat-t-ike-02 and -03, with numbers of the private ranges. */
    DRAFT(
            PayloadType.NAT_DISCOVERY_DRAFT.number(),
            PayloadType.NAT_ORIGINAL_ADDRESS_DRAFT.number(),
            List.of(
                    VendorId.NAT_TRAVERSAL_DRAFT_03,
                    VendorId.NAT_TRAVERSAL_DRAFT_02_LF,
                    VendorId.NAT_TRAVERSAL_DRAFT_02)),
    RFC_3947(
            PayloadType.NAT_DISCOVERY.number(),
            PayloadType.NAT_ORIGINAL_ADDRESS.number(),
            List.of(VendorId.NAT_TRAVERSAL));

    private final int discovery;
    private final int originalAddress;
    private final List<VendorId> vendorIds;

    NatTraversal(int discovery, int originalAddress, List<VendorId> vendorIds) {
        this.discovery = discovery;
        this.originalAddress = originalAddress;
        this.vendorIds = vendorIds;
    }

    /** The best of which a peer has said a vendor id. */
    static NatTraversal best(Collection<VendorId> said) {
        if (!Collections.disjoint(said, RFC_3947.vendorIds)) {
            return RFC_3947;
        }
        return Collections.disjoint(said, DRAFT.vendorIds) ? NONE : DRAFT;
    }

    /** What a peer says that knows it, the usual one first. */
    public List<VendorId> vendorIds() {
        return vendorIds;
    }

    /** The type of a NAT-D payload; 0 where there is none. */
    public int discovery() {
        return discovery;
    }

    /** The type of a NAT-OA payload; 0 where there is none. */
    public int originalAddress() {
        return originalAddress;
    }
}
