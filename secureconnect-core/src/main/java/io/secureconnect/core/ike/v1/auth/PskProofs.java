package io.secureconnect.core.ike.v1.auth;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.auth.AuthenticationFaults;
import io.secureconnect.core.ike.auth.IdentityText;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.registry.AuthenticationMethod;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One main mode's proofs by pre-shared key. The key is in SKEYID already, so a HASH payload proves; and as the key had to be
 * found before the identities could be read, they are the addresses (RFC 2409 §5.4).
 */
final class PskProofs implements PhaseOneAuthentication {
    private final PskPhaseOne terms;
    private final boolean initiator;
    private @Nullable List<PairKey> held;

    PskProofs(PskPhaseOne terms, boolean initiator) {
        this.terms = terms;
        this.initiator = initiator;
    }

    @Override
    public int method() {
        return AuthenticationMethod.PRE_SHARED_KEY.number();
    }

    @Override
    public IkeIdentity localIdentity(IpAddress local) {
        return IkeIdentity.address(local);
    }

    @Override
    public List<IsakmpPayload.CertificateRequest> certificateRequests() {
        return List.of();
    }

    /** Without those that were wiped since, which happens when their source has moved two epochs on. */
    @Override
    public List<PairKey> preSharedKeys() {
        if (held == null) {
            List<PairKey> ordered = new ArrayList<>(terms.keys());
            if (initiator && !ordered.isEmpty()) {
                Collections.rotate(ordered, -terms.takeTurn(ordered.size()));
            }
            held = ordered;
        }
        return held.stream().filter(key -> !key.secret().isWiped()).toList();
    }

    @Override
    public Optional<IkeFault> unable(Instant now) {
        return preSharedKeys().isEmpty()
                ? Optional.of(AuthenticationFaults.of(
                        NegotiationFailure.NO_CREDENTIAL,
                        "this host holds no pre-shared key for its peer; bring its key file up to date"))
                : Optional.empty();
    }

    @Override
    public Proof prove(byte[] hash, Instant now) {
        return new Proof(List.of(), Optional.of(new IsakmpPayload.Hash(Bytes.copyOf(hash))), Optional.empty());
    }

    @Override
    public Optional<IkeFault> verify(PeerProof proof, byte[] hash, Instant now) {
        if (!isExpected(proof)) {
            return Optional.of(
                    AuthenticationFaults.of(
                            NegotiationFailure.WRONG_IDENTITY,
                            "the peer says it is " + IdentityText.of(proof.identity()) + ", expected is its address "
                                    + proof.remote()
                                    + " (RFC 2409 section 5.4); let it take its address as identity where pre-shared keys are used"));
        }
        if (proof.hash().isEmpty() || !MessageDigest.isEqual(proof.hash().get().toArray(), hash)) {
            return Optional.of(AuthenticationFaults.of(
                    NegotiationFailure.AUTHENTICATION_FAILED,
                    "the proof of " + IdentityText.of(proof.identity())
                            + (proof.hash().isEmpty()
                                    ? " is no HASH payload, the policy asks for a pre-shared key; give both ends the same policy"
                                    : " was not made with the pre-shared key of this main mode; give both ends keys of one"
                                            + " organization and one epoch")));
        }
        terms.succeeded();
        return Optional.empty();
    }

    /** The address it has; behind a NAT any of the family, for it can't know by which it is seen. */
    private static boolean isExpected(PeerProof proof) {
        IkeIdentity seen = IkeIdentity.address(proof.remote());
        return proof.identity().equals(seen)
                || (proof.natDetected()
                        && proof.identity().type() == seen.type()
                        && proof.identity().data().length() == seen.data().length());
    }
}
