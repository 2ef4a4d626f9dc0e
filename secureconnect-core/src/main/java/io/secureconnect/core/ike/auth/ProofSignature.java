package io.secureconnect.core.ike.auth;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.crypto.SignatureScheme;
import io.secureconnect.core.ike.crypto.Signatures;
import io.secureconnect.core.ike.registry.AuthenticationMethod;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signatures as authentication data: by RFC 7427, or by a method of its own where the peer does not know that. */
final class ProofSignature {
    private final Signatures signatures;
    private final List<String> refusals = new ArrayList<>();

    ProofSignature(Signatures signatures) {
        this.signatures = signatures;
    }

    /**
     * A Digital Signature with one of the peer's hashes; empty if the key makes none. What the key's owner, a token or a store,
     * refuses to make is passed over for the next best.
     */
    Optional<Payload.Authentication> byScheme(
            PrivateKey key, PublicKey own, List<Integer> peerHashes, byte[] signedOctets) {
        return SchemeChoice.of(key, own, peerHashes).stream()
                .flatMap(scheme -> sign(scheme, key, signedOctets)
                        .map(signature -> new Payload.Authentication(
                                AuthenticationMethod.DIGITAL_SIGNATURE.number(),
                                framed(SignatureEncoding.of(scheme), signature)))
                        .stream())
                .findFirst();
    }

    /** What the key's owner refused to make, and why, for people at this end. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** A signature of before RFC 7427; empty if the key makes none. */
    Optional<Payload.Authentication> byFixedMethod(PrivateKey key, PublicKey own, byte[] signedOctets) {
        return FixedMethod.of(own)
                .filter(method -> method.schemes().get(0).fits(key))
                .flatMap(method -> sign(method.schemes().get(0), key, signedOctets)
                        .map(signature -> new Payload.Authentication(method.number(), method.toWire(signature))));
    }

    /**
     * What is wrong with a proof; empty if nothing is.
     *
     * @param fixedMethods whether methods of before RFC 7427 are taken
     */
    Optional<String> fault(Payload.Authentication proof, PublicKey key, byte[] signedOctets, boolean fixedMethods) {
        if (proof.method() == AuthenticationMethod.DIGITAL_SIGNATURE.number()) {
            return digitalSignatureFault(proof.data(), key, signedOctets);
        }
        Optional<FixedMethod> method = FixedMethod.of(proof.method());
        if (method.isEmpty()) {
            return Optional.of("it was made by " + AuthenticationMethod.text(proof.method())
                    + ", the policy asks for certificates; give both ends the same policy");
        }
        if (!fixedMethods) {
            return Optional.of("it was made by " + AuthenticationMethod.text(proof.method())
                    + ", though the peer has announced Digital Signatures (RFC 7427)");
        }
        return fixedMethodFault(method.get(), proof.data(), key, signedOctets);
    }

    private Optional<String> digitalSignatureFault(Bytes data, PublicKey key, byte[] signedOctets) {
        int length = data.isEmpty() ? 0 : data.at(0);
        if (length == 0 || data.length() <= 1 + length) {
            return Optional.of("its algorithm and signature do not fit into it (RFC 7427 section 3)");
        }
        byte[] octets = data.toArray();
        Bytes algorithm = Bytes.copyOf(octets, 1, 1 + length);
        Optional<SignatureScheme> scheme = SignatureEncoding.scheme(algorithm);
        if (scheme.isEmpty()) {
            return Optional.of("its algorithm is unknown or too weak (AlgorithmIdentifier " + algorithm
                    + "); taken are RSA with PSS or PKCS #1 and ECDSA with SHA-2, and Ed25519");
        }
        Bytes signature = Bytes.copyOf(octets, 1 + length, octets.length);
        return holds(scheme.get(), key, signedOctets, signature.toArray())
                ? Optional.empty()
                : Optional.of("the signature (" + scheme.get() + ") is wrong; the peer's certificate and private key "
                        + "may not belong together");
    }

    private Optional<String> fixedMethodFault(FixedMethod method, Bytes data, PublicKey key, byte[] signedOctets) {
        if (!method.takes(key)) {
            return Optional.of(
                    AuthenticationMethod.text(method.number()) + " does not go with the key of its certificate");
        }
        Optional<byte[]> signature = method.fromWire(data);
        boolean holds = signature.isPresent()
                && method.schemes().stream().anyMatch(scheme -> holds(scheme, key, signedOctets, signature.get()));
        return holds
                ? Optional.empty()
                : Optional.of("the signature (" + AuthenticationMethod.text(method.number())
                        + ") is wrong, or made with SHA-1, which is not taken");
    }

    private boolean holds(SignatureScheme scheme, PublicKey key, byte[] signedOctets, byte[] signature) {
        return scheme.fits(key) && signatures.verify(scheme, key, signedOctets, signature);
    }

    private Optional<byte[]> sign(SignatureScheme scheme, PrivateKey key, byte[] signedOctets) {
        try {
            return Optional.of(signatures.sign(scheme, key, signedOctets));
        } catch (GeneralSecurityException | RuntimeException refused) { // a token's driver may throw anything
            refusals.add(scheme + " (" + refused.getMessage() + ")");
            return Optional.empty();
        }
    }

    /** The length of the algorithm in one octet, the algorithm, the signature (RFC 7427 §3). */
    private static Bytes framed(Bytes algorithm, byte[] signature) {
        byte[] data = new byte[1 + algorithm.length() + signature.length];
        data[0] = (byte) algorithm.length();
        algorithm.copyTo(data, 1);
        System.arraycopy(signature, 0, data, 1 + algorithm.length(), signature.length);
        return Bytes.wrap(data);
    }
}
