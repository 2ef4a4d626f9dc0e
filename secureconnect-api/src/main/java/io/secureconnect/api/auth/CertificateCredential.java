package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** What a host proves itself with by certificate, and whom it believes. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface CertificateCredential {
    static Builder builder() {
        return new Builder();
    }

    /** The host's own certificate first, then the intermediate ones up to, without, its trust anchor. Never empty. */
    List<X509Certificate> chain();

    /** Belongs to the first certificate of {@link #chain()}. May live outside the process (a token, a store). */
    @Value.Redacted
    PrivateKey privateKey();

    /** The CAs that are believed; several during a change of CA. Never empty. */
    Set<X509Certificate> trustAnchors();

    /** Revocation lists of any of the CAs. */
    List<X509CRL> revocationLists();

    /** What to do about a certificate of a peer of which nobody says whether it was revoked. */
    default RevocationPolicy revocation() {
        return RevocationPolicy.IF_KNOWN;
    }

    /** Where answers of OCSP responders come from (RFC 6960); empty if only lists, and what peers bring along, count. */
    Optional<OcspSource> ocsp();

    /** What must be in a peer's certificate beside the issuer. */
    default PeerNaming peerNaming() {
        return PeerNaming.ANY_NAME;
    }

    /** When the first certificate of {@link #chain()} ends; from then on no peer believes this host. */
    @Value.Derived
    default Instant end() {
        return chain().stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalArgumentException(
                        "a credential needs a chain of certificates; begin it with the host's own"));
    }

    @Value.Check
    default void check() {
        if (trustAnchors().isEmpty()) {
            throw new IllegalArgumentException("a credential needs a trust anchor; without one no peer is believed");
        }
    }

    /** Builds a {@link CertificateCredential}. */
    final class Builder extends ImmutableCertificateCredential.Builder {
        Builder() {}
    }
}
