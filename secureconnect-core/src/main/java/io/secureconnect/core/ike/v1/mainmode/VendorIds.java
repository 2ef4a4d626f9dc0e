package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.core.ike.v1.exchange.NatTraversal;
import io.secureconnect.core.ike.v1.exchange.PeerAbilities;
import io.secureconnect.core.ike.v1.registry.VendorId;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How this host says what it can (RFC 3947 §3.1, RFC 3706 §5.1). */
final class VendorIds {
    private VendorIds() {}

    /** All, for a peer of which nothing is known. */
    static List<IsakmpPayload> offered() {
        List<VendorId> ids = new ArrayList<>(NatTraversal.RFC_3947.vendorIds());
        ids.addAll(NatTraversal.DRAFT.vendorIds());
        ids.add(VendorId.DEAD_PEER_DETECTION);
        ids.add(VendorId.FRAGMENTATION);
        return payloads(ids);
    }

    /** Those that a peer has said too, and of ways past a NAT only the one that is taken. */
    static List<IsakmpPayload> answering(PeerAbilities peer) {
        List<VendorId> ids = new ArrayList<>(peer.natTraversal().vendorIds());
        if (peer.dpd()) {
            ids.add(VendorId.DEAD_PEER_DETECTION);
        }
        if (peer.fragmentation()) {
            ids.add(VendorId.FRAGMENTATION);
        }
        return payloads(ids);
    }

    private static List<IsakmpPayload> payloads(List<VendorId> ids) {
        return ids.stream().map(id -> new IsakmpPayload.VendorId(id.octets())).collect(Collectors.toUnmodifiableList());
    }
}
