package io.secureconnect.core.ike.auth;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.keys.SharedKeyProof;
import io.secureconnect.core.ike.registry.AuthenticationMethod;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shared Key Message Integrity Code, with one or more keys (RFC 7296 §2.15). */
final class PskAuthenticator implements Authenticator {
    private static final int SHARED_KEY = AuthenticationMethod.SHARED_KEY.number();

    private final PskAuthentication terms;
    private final boolean initiator;
    private @Nullable List<PairKey> held;
    private @Nullable PairKey agreed;

    PskAuthenticator(PskAuthentication terms, boolean initiator) {
        this.terms = terms;
        this.initiator = initiator;
    }

    @Override
    public IkeIdentity localIdentity() {
        return terms.local();
    }

    @Override
    public Optional<IkeIdentity> expectedPeer() {
        return terms.expectedPeer();
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
        // a shared key has no choices
    }

    @Override
    public Proof prove(byte[] signedOctets, Prf prf, Instant now) {
        List<PairKey> keys = held();
        if (keys.isEmpty()) {
            return refusal(noKey());
        }
        PairKey key = agreed;
        if (key == null) {
            key = keys.get(initiator ? terms.takeTurn(keys.size()) : 0);
            agreed = key;
        }
        Optional<byte[]> code = code(key, signedOctets, prf);
        if (code.isEmpty()) {
            return refusal(wiped(key));
        }
        return new Proof(
                List.of(),
                Optional.of(new Payload.Authentication(SHARED_KEY, Bytes.wrap(code.get()))),
                Optional.empty());
    }

    @Override
    public Optional<IkeFault> verify(PeerProof proof, byte[] signedOctets, Prf prf, Instant now) {
        Optional<IkeFault> misfit = misfit(proof);
        if (misfit.isPresent()) {
            return misfit;
        }
        byte[] theirs = proof.authentication().data().toArray();
        for (PairKey key : candidates()) {
            Optional<byte[]> code = code(key, signedOctets, prf);
            if (code.isPresent() && MessageDigest.isEqual(code.get(), theirs)) {
                agreed = key;
                terms.succeeded();
                return Optional.empty();
            }
        }
        return Optional.of(
                AuthenticationFaults.of(NegotiationFailure.AUTHENTICATION_FAILED, mismatch(proof.identity())));
    }

    private Optional<IkeFault> misfit(PeerProof proof) {
        int method = proof.authentication().method();
        if (method != SHARED_KEY) {
            return Optional.of(AuthenticationFaults.of(
                    NegotiationFailure.AUTHENTICATION_FAILED,
                    "the peer proves itself by " + AuthenticationMethod.text(method)
                            + ", the policy asks for a pre-shared key; give both ends the same policy"));
        }
        Optional<IkeIdentity> expected = terms.expectedPeer();
        if (expected.isPresent() && !expected.get().equals(proof.identity())) {
            return Optional.of(AuthenticationFaults.of(
                    NegotiationFailure.WRONG_IDENTITY,
                    "the peer says it is " + IdentityText.of(proof.identity()) + ", expected is "
                            + IdentityText.of(expected.get())
                            + "; correct its identity or its address in the policy"));
        }
        return held().isEmpty() ? Optional.of(noKey()) : Optional.empty();
    }

    /** An initiator has chosen; a responder takes all it holds. */
    private List<PairKey> candidates() {
        return agreed == null ? held() : List.of(agreed);
    }

    private List<PairKey> held() {
        if (held == null) {
            held = List.copyOf(terms.keys());
        }
        return held;
    }

    /** Empty if the key was wiped, which happens when its source has moved two epochs on in the meantime. */
    private static Optional<byte[]> code(PairKey key, byte[] signedOctets, Prf prf) {
        try {
            return Optional.of(SharedKeyProof.compute(prf, key.secret(), signedOctets));
        } catch (IllegalStateException wiped) {
            return Optional.empty();
        }
    }

    private static Proof refusal(IkeFault fault) {
        return new Proof(List.of(), Optional.empty(), Optional.of(fault));
    }

    private String mismatch(IkeIdentity peer) {
        return "the proof of " + IdentityText.of(peer)
                + " was not made with a pre-shared key that this host holds for it ("
                + candidates().stream().map(key -> "epoch " + key.epoch()).collect(Collectors.joining(", "))
                + "); give both ends keys of one organization and one epoch";
    }

    private IkeFault noKey() {
        return AuthenticationFaults.of(
                NegotiationFailure.NO_CREDENTIAL,
                "this host holds no pre-shared key for "
                        + terms.expectedPeer().map(IdentityText::of).orElse("its peer")
                        + "; bring its key file up to date");
    }

    private static IkeFault wiped(PairKey key) {
        return AuthenticationFaults.of(
                NegotiationFailure.NO_CREDENTIAL,
                "the pre-shared key of epoch " + key.epoch() + " was withdrawn during the negotiation; it begins anew");
    }
}
