package io.secureconnect.core.ike.v1.auth;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One end's side of the proofs of one main mode (RFC 2409 §5). Stateful, for one main mode and one thread. Both ends use the
 * one method that the SA payloads agree on.
 */
public interface PhaseOneAuthentication {
    /** The value of the Authentication Method attribute that this end offers and takes: the one its credential makes. */
    int method();

    /**
     * Who this end says it is.
     *
     * @param local this host's address of the path; the identity itself where pre-shared keys are used
     */
    IkeIdentity localIdentity(IpAddress local);

    /** CERT_REQ payloads to send; none with pre-shared keys. */
    List<IsakmpPayload.CertificateRequest> certificateRequests();

    /**
     * The pre-shared keys from which SKEYID may be made, the one to begin with first; empty with signatures. A responder finds
     * the one that opens message 5. Lent.
     */
    List<PairKey> preSharedKeys();

    /** Why there is nothing to prove this end with; empty if there is. */
    Optional<IkeFault> unable(Instant now);

    /**
     * Proves this end.
     *
     * @param hash HASH_I or HASH_R
     */
    Proof prove(byte[] hash, Instant now);

    /**
     * Checks the peer's proof; empty if it holds. Compares in constant time.
     *
     * @param hash HASH_R or HASH_I, as this end computes it
     */
    Optional<IkeFault> verify(PeerProof proof, byte[] hash, Instant now);

    /**
     * What goes behind the identification payload; or why there is nothing.
     *
     * @param proof a HASH payload, or a SIG payload
     */
    record Proof(
            List<IsakmpPayload.Certificate> certificates, Optional<IsakmpPayload> proof, Optional<IkeFault> fault) {}

    /**
     * What came from the peer.
     *
     * @param remote the address it has on the path
     * @param natDetected whether it may know itself by another address
     * @param hash of the HASH payload, if there was one
     * @param signature of the SIG payload, if there was one
     */
    record PeerProof(
            IkeIdentity identity,
            IpAddress remote,
            boolean natDetected,
            List<IsakmpPayload.Certificate> certificates,
            Optional<Bytes> hash,
            Optional<Bytes> signature) {}

    /** One for each main mode with one peer. */
    @FunctionalInterface
    interface Factory {
        PhaseOneAuthentication begin(boolean initiator);
    }
}
