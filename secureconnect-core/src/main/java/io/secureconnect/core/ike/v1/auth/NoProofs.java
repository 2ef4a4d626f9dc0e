package io.secureconnect.core.ike.v1.auth;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.auth.AuthenticationFaults;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.registry.AuthenticationMethod;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An end that has nothing to prove itself with: it believes nobody and says why. */
final class NoProofs implements PhaseOneAuthentication {
    private final IkeFault fault;

    NoProofs(String detail) {
        this.fault = AuthenticationFaults.of(NegotiationFailure.NO_CREDENTIAL, detail);
    }

    /** What it would be with most certificates. */
    @Override
    public int method() {
        return AuthenticationMethod.RSA_SIGNATURES.number();
    }

    @Override
    public IkeIdentity localIdentity(IpAddress local) {
        return IkeIdentity.address(local);
    }

    @Override
    public List<IsakmpPayload.CertificateRequest> certificateRequests() {
        return List.of();
    }

    @Override
    public List<PairKey> preSharedKeys() {
        return List.of();
    }

    @Override
    public Optional<IkeFault> unable(Instant now) {
        return Optional.of(fault);
    }

    @Override
    public Proof prove(byte[] hash, Instant now) {
        return new Proof(List.of(), Optional.empty(), Optional.of(fault));
    }

    @Override
    public Optional<IkeFault> verify(PeerProof proof, byte[] hash, Instant now) {
        return Optional.of(fault);
    }
}
