package io.secureconnect.core.ike.keys;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.crypto.Prf;
import java.nio.ByteBuffer;

/** What an end signs, or proves with a key, in IKE_AUTH (RFC 7296 §2.15). */
public final class SignedOctets {
    private SignedOctets() {}

    /**
     * RealMessage | nonce of the other end | prf(SK_p, identification) | IntAuth.
     *
     * @param message the signer's whole IKE_SA_INIT message, that which led to this SA, without a non-ESP marker
     * @param otherNonce Nr if the initiator signs, Ni if the responder does
     * @param skP SK_pi if the initiator signs, SK_pr if the responder does
     * @param identification the body of the signer's identification payload: type, three reserved octets, data
     * @param authMessageId message id of the first IKE_AUTH; only counts with IKE_INTERMEDIATE
     */
    public static byte[] of(
            Bytes message,
            Bytes otherNonce,
            Prf prf,
            SecretBytes skP,
            byte[] identification,
            IntermediateAuthentication intermediate,
            int authMessageId) {
        byte[] macedId = prf.compute(skP, identification);
        byte[] intAuth = intermediate.octets(authMessageId);
        return ByteBuffer.allocate(message.length() + otherNonce.length() + macedId.length + intAuth.length)
                .put(message.toArray())
                .put(otherNonce.toArray())
                .put(macedId)
                .put(intAuth)
                .array();
    }
}
