package io.secureconnect.core.ike.auth;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An end that has nothing to prove itself with: it believes nobody and says why. */
final class NoCredential implements Authenticator {
    private final IkeFault fault;

    NoCredential(String detail) {
        this.fault = AuthenticationFaults.of(NegotiationFailure.NO_CREDENTIAL, detail);
    }

    @Override
    public IkeIdentity localIdentity() {
        return IkeIdentity.keyId("");
    }

    @Override
    public Optional<IkeIdentity> expectedPeer() {
        return Optional.empty();
    }

    @Override
    public List<Integer> signatureHashes() {
        return List.of();
    }

    @Override
    public List<Payload.CertificateRequest> certificateRequests() {
        return List.of();
    }

    @Override
    public void peerAccepts(List<Integer> signatureHashes, List<Payload.CertificateRequest> requests) {
        // whatever it accepts, there is nothing to give
    }

    @Override
    public Proof prove(byte[] signedOctets, Prf prf, Instant now) {
        return new Proof(List.of(), Optional.empty(), Optional.of(fault));
    }

    @Override
    public Optional<IkeFault> verify(PeerProof proof, byte[] signedOctets, Prf prf, Instant now) {
        return Optional.of(fault);
    }
}
