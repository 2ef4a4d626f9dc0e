package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;

/** Where an engine finds the certificates of its host. Asked at every negotiation, so that a change needs no restart. */
@PublicApi
@FunctionalInterface
public interface Certificates {
    /** What holds now. Any thread; must not block. */
    CertificateCredential current();
}
