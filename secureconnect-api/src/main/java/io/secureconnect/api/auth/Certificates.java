package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;

/** Where an engine finds the certificates of its host. Asked at every negotiation, so that a change needs no restart. */
@PublicApi
@FunctionalInterface
public interface Certificates {
    /** What holds now. Any thread; must not block. */
    CertificateCredential current();

    /**
     * What holds now for a policy that names this issuer: for a source that has several to choose from.
     *
     * @param issuer the DN of a CA as the policy writes it (RFC 2253)
     */
    default CertificateCredential current(String issuer) {
        return current();
    }
}
