package io.secureconnect.core.pki;

import static io.secureconnect.api.keying.NegotiationFailure.UNTRUSTED_ISSUER;

import io.secureconnect.api.sa.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides whether a peer's certificate is believed. Paths that hold are remembered, so that the signatures of one chain are
 * checked once; time and revocation are looked at each time. Shared by the peers of an engine; not thread-safe.
 */
public final class ChainValidator {
    private static final int REMEMBERED = 1_024;

    private final SignedLists signed = new SignedLists();
    private final CertificateSignatures signatures;

    private final Map<Bytes, Boolean> sound = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** With signatures checked by the JDK. */
    public ChainValidator() {
        this(CertificateSignatures.jdk());
    }

    public ChainValidator(CertificateSignatures signatures) {
        this.signatures = signatures;
    }

    /**
     * Why {@code leaf} is not believed; empty if it is.
     *
     * @param others more certificates that the peer sent, in any order, needed or not
     * @param stapled OCSP responses that the peer sent
     */
    public Optional<ChainFault> check(
            X509Certificate leaf,
            Collection<X509Certificate> others,
            List<Bytes> stapled,
            TrustTerms terms,
            Instant now) {
        List<List<X509Certificate>> paths = new PathFinder(terms.anchors(), others).from(leaf);
        Optional<ChainFault> first = Optional.empty();
        for (List<X509Certificate> path : paths) {
            Optional<ChainFault> fault = check(path, stapled, terms, now);
            if (fault.isEmpty()) {
                return Optional.empty();
            }
            first = first.isPresent() ? first : fault;
        }
        return first.or(
                () -> Optional.of(
                        new ChainFault(
                                UNTRUSTED_ISSUER,
                                "the certificate of " + NameText.subject(leaf) + " was issued by "
                                        + NameText.issuer(leaf)
                                        + ", which leads to no trust anchor of this host; add its CA, or have the peer send the intermediate ones")));
    }

    private Optional<ChainFault> check(List<X509Certificate> path, List<Bytes> stapled, TrustTerms terms, Instant now) {
        return soundness(path, now)
                .or(() -> issuer(path, terms))
                .or(() -> PathRules.timely(path, now))
                .or(() -> LeafRules.check(path.get(0)))
                .or(() -> new RevocationRules(terms, stapled, signed).check(path, now));
    }

    private Optional<ChainFault> soundness(List<X509Certificate> path, Instant now) {
        Bytes print = fingerprint(path);
        if (sound.containsKey(print)) {
            sound.get(print); // counts as used
            return Optional.empty();
        }
        Optional<ChainFault> fault = PathRules.timeless(path, signatures, now);
        if (fault.isEmpty()) {
            sound.put(print, true);
        }
        return fault;
    }

    private static Optional<ChainFault> issuer(List<X509Certificate> path, TrustTerms terms) {
        boolean named = path.stream()
                .skip(1)
                .anyMatch(authority -> authority.getSubjectX500Principal().equals(terms.issuer()));
        return named
                ? Optional.empty()
                : Optional.of(
                        new ChainFault(
                                UNTRUSTED_ISSUER,
                                "the certificate of " + NameText.subject(path.get(0)) + " was issued under "
                                        + path.stream()
                                                .skip(1)
                                                .map(NameText::subject)
                                                .collect(Collectors.joining(", "))
                                        + "; the policy's issuer " + NameText.of(terms.issuer())
                                        + " is not among them; have the peer's certificate issued there, or name one of them in the policy"));
    }

    private static Bytes fingerprint(List<X509Certificate> path) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (X509Certificate certificate : path) {
                digest.update(certificate.getEncoded()); // DER tells its own length
            }
            return Bytes.wrap(digest.digest());
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }
}
