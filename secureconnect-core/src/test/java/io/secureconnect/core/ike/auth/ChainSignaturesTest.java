package io.secureconnect.core.ike.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import io.secureconnect.api.auth.RevocationPolicy;
import io.secureconnect.core.ike.crypto.Signatures;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.core.pki.Authority.Issued;
import io.secureconnect.core.pki.ChainFault;
import io.secureconnect.core.pki.ChainValidator;
import io.secureconnect.core.pki.TrustTerms;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's path validation with signatures that others check: the same answers, whoever checks them. */
class ChainSignaturesTest {
    private static final String ROOT = "CN=Root CA,O=Acme";

    private final Signatures signatures = spy(new StandardSignatures());
    private final ChainValidator validator = new ChainValidator(new ChainSignatures(signatures));

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256", "P-384", "P-521", "Ed25519"})
    void whatItsAuthorityHasSignedIsBelieved(String kind) {
        Authority root = Authority.root(ROOT, kind);
        Issued host = root.below("CN=Issuing", kind).issue("CN=web1", kind);
        assertThat(check(root, host.leaf(), host.chain().subList(1, host.chain().size())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256", "P-384", "P-521", "Ed25519"})
    void oneChangedOctetOfASignatureIsOneTooMany(String kind) throws Exception {
        Authority root = Authority.root(ROOT, kind);
        X509Certificate forged = changed(root.issue("CN=web1", kind).leaf());
        assertThat(check(root, forged, List.of())).isPresent();
    }

    @Test
    void curvesAreCheckedHereAndRsaByTheJdk() {
        Authority curve = Authority.root(ROOT, "P-256");
        assertThat(check(curve, curve.issue("CN=web1", "P-256").leaf(), List.of()))
                .isEmpty();
        verify(signatures, atLeastOnce()).verify(any(), any(), any(), any());

        Authority rsa = Authority.root(ROOT, "RSA");
        clearInvocations(signatures);
        assertThat(check(rsa, rsa.issue("CN=web1", "RSA").leaf(), List.of())).isEmpty();
        verify(signatures, never()).verify(any(), any(), any(), any());
    }

    private Optional<ChainFault> check(Authority root, X509Certificate leaf, List<X509Certificate> others) {
        TrustTerms terms = new TrustTerms(
                Set.of(root.certificate()),
                new X500Principal(ROOT),
                List.of(),
                RevocationPolicy.IF_KNOWN,
                Optional.empty());
        return validator.check(leaf, others, List.of(), terms, Authority.NOW);
    }

    /** A signature stands at the end of a certificate; its last octet but one is never its form. */
    private static X509Certificate changed(X509Certificate certificate) throws Exception {
        byte[] der = certificate.getEncoded();
        der[der.length - 2] ^= 1;
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
