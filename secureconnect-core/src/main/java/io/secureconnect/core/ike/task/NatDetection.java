package io.secureconnect.core.ike.task;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.Payload.Notify;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.spi.UdpEndpoint;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Finds out whether a NAT stands between two ends: each tells the other, hashed, which addresses and ports it believes are in
 * use (RFC 7296 §2.23).
 *
 * @param localNat whether this host is behind one
 * @param remoteNat whether the peer is, or pretends to be
 */
public record NatDetection(boolean localNat, boolean remoteNat) {
    private static final int HASH_OCTETS = 20;

    public static NatDetection none() {
        return new NatDetection(false, false);
    }

    public boolean isDetected() {
        return localNat || remoteNat;
    }

    /**
     * The notifies of a message.
     *
     * @param pretend whether to look as if behind a NAT, so that both ends encapsulate
     */
    public static List<Notify> notifies(
            IkeCrypto crypto,
            RandomSource random,
            long initiatorSpi,
            long responderSpi,
            UdpEndpoint local,
            UdpEndpoint remote,
            boolean pretend) {
        Bytes source =
                pretend ? Bytes.wrap(random.octets(HASH_OCTETS)) : hash(crypto, initiatorSpi, responderSpi, local);
        return List.of(
                Notices.of(NotifyType.NAT_DETECTION_SOURCE_IP, source),
                Notices.of(NotifyType.NAT_DETECTION_DESTINATION_IP, hash(crypto, initiatorSpi, responderSpi, remote)));
    }

    /** What the notifies of a received message say; a peer that sends none detects none. */
    public static NatDetection of(
            Received received,
            IkeCrypto crypto,
            long initiatorSpi,
            long responderSpi,
            UdpEndpoint local,
            UdpEndpoint remote) {
        Bytes own = hash(crypto, initiatorSpi, responderSpi, local);
        Bytes peers = hash(crypto, initiatorSpi, responderSpi, remote);
        return new NatDetection(
                differs(received, NotifyType.NAT_DETECTION_DESTINATION_IP, own),
                differs(received, NotifyType.NAT_DETECTION_SOURCE_IP, peers));
    }

    /** A host with several addresses may send several hashes; one that fits is enough. */
    private static boolean differs(Received received, NotifyType type, Bytes expected) {
        return received.says(type)
                && received.all(Payload.Notify.class).stream()
                        .filter(n -> n.type() == type.number())
                        .noneMatch(n -> n.data().equals(expected));
    }

    private static Bytes hash(IkeCrypto crypto, long initiatorSpi, long responderSpi, UdpEndpoint endpoint) {
        byte[] address = endpoint.address().octets();
        ByteBuffer input = ByteBuffer.allocate(2 * Long.BYTES + address.length + Short.BYTES);
        input.putLong(initiatorSpi).putLong(responderSpi).put(address).putShort((short) endpoint.port());
        return Bytes.wrap(crypto.sha1(input.array()));
    }
}
