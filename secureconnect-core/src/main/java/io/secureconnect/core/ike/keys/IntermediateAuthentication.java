package io.secureconnect.core.ike.keys;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.crypto.Prf;
import java.nio.ByteBuffer;

/**
 * What the proofs of IKE_AUTH say about the IKE_INTERMEDIATE exchanges before (RFC 9242 §3.3.2).
 *
 * @param initiator IntAuth_i so far; empty if the initiator has sent no IKE_INTERMEDIATE
 * @param responder IntAuth_r so far
 */
public record IntermediateAuthentication(Bytes initiator, Bytes responder) {
    /** Before, and without, any IKE_INTERMEDIATE. */
    public static IntermediateAuthentication none() {
        return new IntermediateAuthentication(Bytes.empty(), Bytes.empty());
    }

    /**
     * Adds one message.
     *
     * @param skP of the sender, from the keys that protect this very message, not those that its exchange leads to
     * @param associated from the IKE header to the generic header of the encrypted payload, with the lengths that they would
     *     have without IV, padding and ICV, and without fragmentation
     * @param plaintext of the encrypted payload, without padding
     */
    public IntermediateAuthentication with(
            Prf prf, SecretBytes skP, boolean sentByInitiator, byte[] associated, byte[] plaintext) {
        Bytes before = sentByInitiator ? initiator : responder;
        Bytes after = Bytes.wrap(prf.compute(skP, before.toArray(), associated, plaintext));
        return sentByInitiator
                ? new IntermediateAuthentication(after, responder)
                : new IntermediateAuthentication(initiator, after);
    }

    /**
     * IntAuth, the end of the signed octets; empty if there was no IKE_INTERMEDIATE.
     *
     * @param authMessageId message id of the first IKE_AUTH
     */
    byte[] octets(int authMessageId) {
        if (initiator.isEmpty() && responder.isEmpty()) {
            return new byte[0];
        }
        return ByteBuffer.allocate(initiator.length() + responder.length() + Integer.BYTES)
                .put(initiator.toArray())
                .put(responder.toArray())
                .putInt(authMessageId)
                .array();
    }
}
