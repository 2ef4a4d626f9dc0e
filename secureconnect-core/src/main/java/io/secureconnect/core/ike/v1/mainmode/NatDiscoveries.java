package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.exchange.NatTraversal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.NatDiscovery;
import io.secureconnect.spi.UdpEndpoint;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * How two ends find out whether a NAT stands between them: each tells the other, hashed with the negotiated hash, which
 * addresses and ports it believes are in use (RFC 3947 §3.2).
 */
final class NatDiscoveries {
    private NatDiscoveries() {}

    /** Those of a message: of the address it goes to, then of the one it comes from. */
    static List<IsakmpPayload> payloads(Negotiation negotiation, PseudoRandomFunction hash, Arrival arrival) {
        NatTraversal way = negotiation.peer().natTraversal();
        if (way == NatTraversal.NONE) {
            return List.of();
        }
        Bytes source = negotiation.pretends()
                ? Bytes.wrap(negotiation.context().random().octets(hash.octets()))
                : hash(negotiation, hash, arrival.local());
        return List.of(
                new NatDiscovery(way.discovery(), hash(negotiation, hash, arrival.remote())),
                new NatDiscovery(way.discovery(), source));
    }

    /**
     * What the peer's say. A host with several addresses may send several of itself; one that fits is enough, and so is any
     * order. A peer that sends none detects none. Who makes the peer believe in a NAT before this host believes in it, too.
     */
    static NatDetection detect(
            Negotiation negotiation, PseudoRandomFunction hash, List<NatDiscovery> received, Arrival arrival) {
        if (received.isEmpty() || negotiation.peer().natTraversal() == NatTraversal.NONE) {
            return NatDetection.none();
        }
        Bytes own = hash(negotiation, hash, arrival.local());
        Bytes peers = hash(negotiation, hash, arrival.remote());
        return new NatDetection(
                negotiation.pretends()
                        || received.stream().noneMatch(d -> d.hash().equals(own)),
                received.stream().noneMatch(d -> d.hash().equals(peers)));
    }

    private static Bytes hash(Negotiation negotiation, PseudoRandomFunction hash, UdpEndpoint endpoint) {
        byte[] port = ByteBuffer.allocate(Short.BYTES)
                .putShort((short) endpoint.port())
                .array();
        return Bytes.wrap(negotiation
                .context()
                .crypto()
                .hash(hash, negotiation.cookies().octets(), endpoint.address().octets(), port));
    }
}
