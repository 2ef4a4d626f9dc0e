package io.secureconnect.core.ike.task;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.keys.SpiPair;

/**
 * An IKE SA that is to take the place of another one.
 *
 * @param initiator whether this host began the exchange that made it
 * @param sharedSecret of its first key exchange; closed with it
 */
public record AgreedIke(IkeProposal proposal, SpiPair spis, Nonces nonces, boolean initiator, SecretBytes sharedSecret)
        implements AutoCloseable {
    /** The lower nonce of the exchange, by which simultaneous ones are judged (RFC 7296 §2.8.2). */
    public Bytes lowerNonce() {
        return AgreedChild.lower(nonces);
    }

    /** Wipes the shared secret. */
    @Override
    public void close() {
        sharedSecret.close();
    }
}
