package io.secureconnect.core.keying.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.Certificates;
import io.secureconnect.api.auth.RevocationPolicy;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.spi.NativeAuthentication;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** Whom the daemon is told to believe, and as whom to present itself. */
class CertificateCriteriaTest {
    private static final String ISSUER = "CN=Acme Root CA,O=Acme";

    /** The same name as octets: the attributes in the order of the certificate, not of RFC 2253. */
    private static final X500Name WRITTEN = new X500Name("O=Acme,CN=Acme Root CA");

    private final Authority ca = Authority.root(ISSUER, "P-256");
    private final CertificateCredential web1 =
            ca.issue("CN=web1", "P-256").credential(ca).build();

    @Test
    void withoutASourceThePolicyAloneDecides() {
        NativeAuthentication.Certificate criteria = told(Optional.empty());

        assertThat(criteria.issuer()).isEqualTo(Bytes.wrap(new X500Principal(ISSUER).getEncoded()));
        assertThat(criteria.issuerName()).isEqualTo(ISSUER);
        assertThat(criteria.ownCertificate()).isEmpty();
        assertThat(criteria.revocation()).isEqualTo(RevocationPolicy.IF_KNOWN);
    }

    @Test
    void theHostsCertificateIsNamedByTheHashThatKeyStoresShow() throws Exception {
        byte[] der = web1.chain().get(0).getEncoded();

        assertThat(told(Optional.of(() -> web1)).ownCertificate())
                .contains(Bytes.wrap(MessageDigest.getInstance("SHA-1").digest(der)));
    }

    @Test
    void theEmbeddersDemandForRevocationIsPassedOn() {
        for (RevocationPolicy policy : RevocationPolicy.values()) {
            CertificateCredential strict = CertificateCredential.builder()
                    .from(web1)
                    .revocation(policy)
                    .build();

            assertThat(told(Optional.of(() -> strict)).revocation()).isEqualTo(policy);
        }
    }

    @Test
    void theOctetsOfTheCasOwnNameCountNotThoseOfThePolicysText() throws Exception {
        X509Certificate written = certifiedAs(WRITTEN);
        Bytes octets = Bytes.wrap(written.getSubjectX500Principal().getEncoded());
        assertThat(octets)
                .as("the same name in another encoding")
                .isNotEqualTo(Bytes.wrap(new X500Principal(ISSUER).getEncoded()));
        CertificateCredential anchored = CertificateCredential.builder()
                .from(web1)
                .trustAnchors(List.of(written))
                .build();

        assertThat(told(Optional.of(() -> anchored)).issuer()).isEqualTo(octets);
    }

    @Test
    void theIssuerMayBeACaBelowTheAnchor() throws Exception {
        X509Certificate below = certifiedAs(WRITTEN);
        Authority root = Authority.root("CN=Another Root,O=Acme", "P-256");
        CertificateCredential chained = CertificateCredential.builder()
                .from(web1)
                .chain(List.of(web1.chain().get(0), below))
                .trustAnchors(List.of(root.certificate()))
                .build();

        assertThat(told(Optional.of(() -> chained)).issuer())
                .isEqualTo(Bytes.wrap(below.getSubjectX500Principal().getEncoded()));
    }

    @Test
    void aHostsOwnNameIsNoCaEvenIfItIsTheIssuers() throws Exception {
        X509Certificate impostor = certifiedAs(WRITTEN);
        CertificateCredential credential = CertificateCredential.builder()
                .from(web1)
                .chain(List.of(impostor))
                .trustAnchors(List.of(
                        Authority.root("CN=Another Root,O=Acme", "P-256").certificate()))
                .build();

        assertThat(told(Optional.of(() -> credential)).issuer())
                .isEqualTo(Bytes.wrap(new X500Principal(ISSUER).getEncoded()));
    }

    @Test
    void aSourceWithSeveralCertificatesIsAskedForThatOfTheIssuer() {
        List<String> asked = new ArrayList<>();
        Certificates store = new Certificates() {
            @Override
            public CertificateCredential current() {
                throw new IllegalStateException("a store alone does not say which certificate is meant");
            }

            @Override
            public CertificateCredential current(String issuer) {
                asked.add(issuer);
                return web1;
            }
        };

        assertThat(told(Optional.of(store)).ownCertificate()).isPresent();
        assertThat(asked).containsExactly(ISSUER);
    }

    @Test
    void aSourceThatFailsGivesNoCriteriaInsteadOfWeakerOnes() {
        CertificateCriteria criteria = new CertificateCriteria(Optional.of(() -> {
            throw new IllegalStateException("the file is gone");
        }));

        assertThat(criteria.of(ISSUER)).isEmpty();
    }

    private static NativeAuthentication.Certificate told(Optional<Certificates> source) {
        return (NativeAuthentication.Certificate)
                new CertificateCriteria(source).of(ISSUER).orElseThrow();
    }

    /** Bouncy Castle writes a name as UTF8String where the JDK writes PrintableString. */
    private static X509Certificate certifiedAs(X500Name name) throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(Authority.FROM),
                                Date.from(Authority.UNTIL),
                                name,
                                keys.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }
}
