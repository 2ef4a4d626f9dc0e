package io.secureconnect.core.ike.auth;

import io.secureconnect.core.ike.crypto.SignatureScheme;
import io.secureconnect.core.ike.crypto.Signatures;
import io.secureconnect.core.pki.CertificateSignatures;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;

/** The signatures on certificates, checked by what checks those of IKE where that is faster: ECDSA and Ed25519. */
final class ChainSignatures implements CertificateSignatures {
    /** RFC 5758 §3.2, RFC 8410 §3. */
    private static final Map<String, SignatureScheme> SCHEMES = Map.of(
            "1.2.840.10045.4.3.2", SignatureScheme.ECDSA_SHA2_256,
            "1.2.840.10045.4.3.3", SignatureScheme.ECDSA_SHA2_384,
            "1.2.840.10045.4.3.4", SignatureScheme.ECDSA_SHA2_512,
            "1.3.101.112", SignatureScheme.ED25519);

    private final Signatures signatures;

    ChainSignatures(Signatures signatures) {
        this.signatures = signatures;
    }

    @Override
    public Optional<Boolean> check(String algorithm, PublicKey issuer, byte[] signed, byte[] signature) {
        return Optional.ofNullable(SCHEMES.get(algorithm))
                .map(scheme -> signatures.verify(scheme, issuer, signed, signature));
    }
}
