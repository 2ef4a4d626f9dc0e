package io.secureconnect.core.ike.v1.exchange;

import io.secureconnect.core.ike.v1.registry.VendorId;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the peer's vendor ids say that it can, as far as this host can it too.
 *
 * @param dpd answers whether it lives (RFC 3706)
 * @param fragmentation takes messages in pieces
 * @param natTraversal the best way past a NAT that both know
 */
public record PeerAbilities(boolean dpd, boolean fragmentation, NatTraversal natTraversal) {
    public static PeerAbilities none() {
        return new PeerAbilities(false, false, NatTraversal.NONE);
    }

    /** Out of the payloads of message 1 or 2 of main mode; vendor ids without a name here say nothing. */
    public static PeerAbilities of(List<IsakmpPayload> payloads) {
        Set<VendorId> ids = EnumSet.noneOf(VendorId.class);
        payloads.stream()
                .filter(payload -> payload.kind() == IsakmpPayload.Kind.VENDOR_ID)
                .forEach(payload ->
                        VendorId.of(((IsakmpPayload.VendorId) payload).data()).ifPresent(ids::add));
        return new PeerAbilities(
                ids.contains(VendorId.DEAD_PEER_DETECTION),
                ids.contains(VendorId.FRAGMENTATION),
                NatTraversal.best(ids));
    }
}
