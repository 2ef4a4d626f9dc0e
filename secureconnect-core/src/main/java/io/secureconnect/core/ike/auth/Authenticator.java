package io.secureconnect.core.ike.auth;

import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One end's side of the authentication of one IKE SA, from its first message to the verified proof of the peer. Stateful,
 * for one SA and one thread. A responder verifies before it proves, so that it can answer under the key the peer used.
 */
public interface Authenticator {
    /** Who this end says it is. */
    IkeIdentity localIdentity();

    /** Whom the initiator wants to talk to, sent as IDr; empty for whoever is there. */
    Optional<IkeIdentity> expectedPeer();

    /** The hash algorithms of SIGNATURE_HASH_ALGORITHMS (RFC 7427 §4), by number; empty if signatures are not used. */
    List<Integer> signatureHashes();

    /** CERTREQ payloads to send. */
    List<Payload.CertificateRequest> certificateRequests();

    /** What the peer's first messages say about the proofs that it takes. */
    void peerAccepts(List<Integer> signatureHashes, List<Payload.CertificateRequest> requests);

    /**
     * Proves this end.
     *
     * @param signedOctets RFC 7296 §2.15, made by {@code ike.keys}
     */
    Proof prove(byte[] signedOctets, Prf prf, Instant now);

    /** Checks the peer's proof; empty if it holds. */
    Optional<IkeFault> verify(PeerProof proof, byte[] signedOctets, Prf prf, Instant now);

    /** What goes beside the identification payload; or why there is nothing. */
    record Proof(
            List<Payload.Certificate> certificates,
            Optional<Payload.Authentication> authentication,
            Optional<IkeFault> fault) {}

    /** What came from the peer. */
    record PeerProof(
            IkeIdentity identity, List<Payload.Certificate> certificates, Payload.Authentication authentication) {}

    /** One authenticator for each IKE SA with one peer. */
    @FunctionalInterface
    interface Factory {
        Authenticator begin(boolean initiator);
    }
}
