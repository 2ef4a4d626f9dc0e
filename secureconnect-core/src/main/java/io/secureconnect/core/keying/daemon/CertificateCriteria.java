package io.secureconnect.core.keying.daemon;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.Certificates;
import io.secureconnect.api.auth.RevocationPolicy;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.spi.NativeAuthentication;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which certificates the daemon shall use and believe. It has the private keys itself; if the embedder has named the host's
 * certificate all the same, the daemon is held to that one, and to the very octets of the CA's name.
 */
final class CertificateCriteria {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateCriteria.class);

    private final Optional<Certificates> certificates;

    CertificateCriteria(Optional<Certificates> certificates) {
        this.certificates = certificates;
    }

    /** Empty if the embedder's source fails; without a source the policy alone decides. */
    Optional<NativeAuthentication> of(String issuer) {
        if (certificates.isEmpty()) {
            return Optional.of(criteria(issuer, Optional.empty()));
        }
        return certificates.flatMap(source -> current(source, issuer)).map(own -> criteria(issuer, Optional.of(own)));
    }

    private static NativeAuthentication criteria(String issuer, Optional<CertificateCredential> credential) {
        X500Principal name = new X500Principal(issuer); // the resolver has read it before
        // two names that are the same may be encoded in two ways (PrintableString, UTF8String): the CA's own counts
        X500Principal written = credential.stream()
                .flatMap(CertificateCriteria::authorities)
                .map(X509Certificate::getSubjectX500Principal)
                .filter(name::equals)
                .findFirst()
                .orElse(name);
        return new NativeAuthentication.Certificate(
                Bytes.wrap(written.getEncoded()),
                name.getName(),
                credential.map(own -> sha1(own.chain().get(0))),
                credential.map(CertificateCredential::revocation).orElse(RevocationPolicy.IF_KNOWN));
    }

    private static Stream<X509Certificate> authorities(CertificateCredential credential) {
        return Stream.concat(
                credential.trustAnchors().stream(), credential.chain().stream().skip(1));
    }

    private static Optional<CertificateCredential> current(Certificates source, String issuer) {
        try {
            return Optional.of(source.current(issuer));
        } catch (RuntimeException e) {
            LOG.warn("this host's certificate cannot be had", e);
            return Optional.empty();
        }
    }

    /** A name, not a proof: key stores call certificates by it. */
    private static Bytes sha1(X509Certificate certificate) {
        try {
            return Bytes.wrap(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException(
                    "the certificate " + certificate.getSubjectX500Principal() + " has no name", e);
        }
    }
}
