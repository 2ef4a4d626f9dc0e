package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Where an engine finds what OCSP responders say about certificates (RFC 6960). */
@PublicApi
@FunctionalInterface
public interface OcspSource {
    /**
     * The newest answer at hand: an OCSPResponse in DER, not yet checked, which nobody changes; empty if there is none. Any thread; must not block:
     * a source that has none yet asks for it elsewhere, and has it at the next negotiation.
     */
    Optional<byte[]> response(X509Certificate certificate, X509Certificate issuer);
}
