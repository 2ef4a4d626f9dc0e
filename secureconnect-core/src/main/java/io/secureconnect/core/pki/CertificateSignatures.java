package io.secureconnect.core.pki;

import java.security.PublicKey;
import java.util.Optional;

/** Checks the signatures on certificates in place of the JDK, whose curves are slow. */
@FunctionalInterface
public interface CertificateSignatures {
    /**
     * Whether a signature holds; empty to leave it to the JDK. Must not throw.
     *
     * @param algorithm OID of the signature algorithm
     * @param issuer the key that is to have signed
     * @param signed the DER of the part that is signed
     */
    Optional<Boolean> check(String algorithm, PublicKey issuer, byte[] signed, byte[] signature);

    /** Leaves everything to the JDK. */
    static CertificateSignatures jdk() {
        return (algorithm, issuer, signed, signature) -> Optional.empty();
    }
}
