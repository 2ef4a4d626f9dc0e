package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
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

    /** Builds a {@link CertificateCredential}. */
    final class Builder extends ImmutableCertificateCredential.Builder {
        Builder() {}
    }
}
