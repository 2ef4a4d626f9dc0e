package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.sa.Bytes;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Where an engine finds what OCSP responders say about certificates (RFC 6960). */
@PublicApi
@FunctionalInterface
public interface OcspSource {
    /**
     * The newest answer at hand: an OCSPResponse in DER, not yet checked; empty if there is none. Any thread; must not block:
     * a source that has none yet asks for it elsewhere, and has it at the next negotiation.
     */
    Optional<Bytes> response(X509Certificate certificate, X509Certificate issuer);
}
