package io.secureconnect.core.ike.task;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.keys.IkeKeys;
import io.secureconnect.core.ike.keys.IntermediateAuthentication;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.keys.SignedOctets;

/**
 * What both ends have said before IKE_AUTH, and now vouch for (RFC 7296 §2.15).
 *
 * @param request the IKE_SA_INIT request that was answered with an SA
 * @param response to it
 * @param intermediate what IKE_INTERMEDIATE added
 */
public record InitTranscript(Bytes request, Bytes response, Nonces nonces, IntermediateAuthentication intermediate) {
    private static final int IDENTIFICATION_HEAD = 4;

    public InitTranscript with(IntermediateAuthentication further) {
        return new InitTranscript(request, response, nonces, further);
    }

    /** What the initiator signs, or the responder. */
    byte[] signedOctets(boolean initiator, Prf prf, IkeKeys keys, IkeIdentity identity, int authMessageId) {
        byte[] body = new byte[IDENTIFICATION_HEAD + identity.data().length()];
        body[0] = (byte) identity.type();
        identity.data().copyTo(body, IDENTIFICATION_HEAD);
        return SignedOctets.of(
                initiator ? request : response,
                initiator ? nonces.responder() : nonces.initiator(),
                prf,
                keys.skP(initiator),
                body,
                intermediate,
                authMessageId);
    }
}
