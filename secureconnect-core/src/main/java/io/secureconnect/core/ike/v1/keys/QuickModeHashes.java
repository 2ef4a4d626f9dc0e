package io.secureconnect.core.ike.v1.keys;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.keys.Nonces;
import java.nio.ByteBuffer;

/**
 * What the HASH payloads of one exchange of phase 2 hold (RFC 2409 §5.5 and §5.7). What follows HASH in a message counts as it
 * is on the wire, with its generic headers, without the padding. Compare in constant time.
 *
 * @param prf of the ISAKMP SA
 * @param skeyidA of the ISAKMP SA; lent
 * @param messageId of the exchange
 */
public record QuickModeHashes(Prf prf, SecretBytes skeyidA, int messageId) {
    /**
     * HASH(1) = prf(SKEYID_a, M-ID | SA | Ni [ | KE ] [ | IDci | IDcr ]).
     *
     * @param rest all payloads behind HASH
     */
    public byte[] first(byte[] rest) {
        return prf.compute(skeyidA, id(), rest);
    }

    /**
     * HASH(2) = prf(SKEYID_a, M-ID | Ni_b | SA | Nr [ | KE ] [ | IDci | IDcr ]).
     *
     * @param initiatorNonce Ni_b: body of the nonce of the first message
     * @param rest all payloads behind HASH
     */
    public byte[] second(Bytes initiatorNonce, byte[] rest) {
        return prf.compute(skeyidA, id(), initiatorNonce.toArray(), rest);
    }

    /** HASH(3) = prf(SKEYID_a, 0 | M-ID | Ni_b | Nr_b). */
    public byte[] third(Nonces nonces) {
        return prf.compute(
                skeyidA,
                new byte[1],
                id(),
                nonces.initiator().toArray(),
                nonces.responder().toArray());
    }

    /**
     * HASH(1) of an informational exchange = prf(SKEYID_a, M-ID | N/D).
     *
     * @param rest all payloads behind HASH
     */
    public byte[] informational(byte[] rest) {
        return prf.compute(skeyidA, id(), rest);
    }

    private byte[] id() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(messageId).array();
    }
}
