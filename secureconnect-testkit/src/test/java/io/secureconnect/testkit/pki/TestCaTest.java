package io.secureconnect.testkit.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.testkit.time.ManualClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the CA to the certificate path validation of the JDK, which knows nothing of it. */
class TestCaTest {
    private static final Instant NOW = ManualClock.EPOCH;

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void chainsOfEveryKindOfKeyAreValid(KeyKind kind) throws Exception {
        TestCa root = TestCa.root("CN=Root,O=Acme,C=US", kind);
        TestCa middle = root.intermediate("CN=Issuing,O=Acme,C=US", kind);
        IssuedCertificate host = middle.issue("CN=web1,O=Acme,C=US");
        validate(root, host.chain(), NOW);
        validate(root, List.of(root.issue("CN=web2").certificate()), Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(host.chain()).hasSize(2);
        assertThat(host.certificate().getKeyUsage()).startsWith(true, false);
        assertThat(host.certificate().getBasicConstraints()).isEqualTo(-1);
        assertThat(middle.certificate().getBasicConstraints()).isNotEqualTo(-1);
    }

    @Test
    void aCertificateOfAnotherRootOfTheSameNameIsNotValid() {
        TestCa root = TestCa.root("CN=Root", KeyKind.EC_P256);
        TestCa other = TestCa.root("CN=Root", KeyKind.EC_P256);
        assertThatThrownBy(() -> validate(root, other.issue("CN=web1").chain(), NOW))
                .isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void validityIsAsDrafted() {
        TestCa root = TestCa.root("CN=Root", KeyKind.EC_P256);
        Instant from = NOW.minus(Duration.ofDays(2));
        Instant until = Instant.parse("2051-06-01T00:00:00Z");
        X509Certificate issued =
                root.draft("CN=web1").valid(from, until).issue().certificate();
        assertThat(issued.getNotBefore().toInstant()).isEqualTo(from);
        assertThat(issued.getNotAfter().toInstant()).isEqualTo(until);
    }

    @Test
    void extensionsAreAsDrafted() throws Exception {
        X509Certificate issued = TestCa.root("CN=Root", KeyKind.EC_P256)
                .draft("CN=web1")
                .key(KeyKind.ED25519)
                .dnsName("web1.acme.test")
                .mailName("web1@acme.test")
                .address(IpAddress.parse("10.0.0.1"))
                .keyUsage(0x60)
                .extendedKeyUsage(true, "1.3.6.1.5.5.7.3.17")
                .unknownExtension(true)
                .issue()
                .certificate();
        assertThat(issued.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "web1.acme.test"), List.of(1, "web1@acme.test"), List.of(7, "10.0.0.1"));
        assertThat(issued.getKeyUsage()).startsWith(false, true, true, false);
        assertThat(issued.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.17");
        assertThat(issued.getCriticalExtensionOIDs()).contains("2.5.29.37", "1.3.6.1.4.1.99999.1");
        assertThat(issued.getPublicKey().getAlgorithm()).isIn("EdDSA", "Ed25519");
    }

    @Test
    void revokedCertificatesAreOnTheList() throws Exception {
        TestCa root = TestCa.root("CN=Root", KeyKind.RSA_2048);
        X509Certificate bad = root.issue("CN=web1").certificate();
        X509Certificate good = root.issue("CN=web2").certificate();
        assertThat(root.revocationList(NOW, NOW.plusSeconds(60)).isRevoked(bad)).isFalse();
        root.revoke(bad, NOW);
        X509CRL list = root.revocationList(NOW, NOW.plusSeconds(60));
        list.verify(root.certificate().getPublicKey());
        assertThat(list.isRevoked(bad)).isTrue();
        assertThat(list.isRevoked(good)).isFalse();
        assertThat(list.getNextUpdate().toInstant()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void containersHoldKeyAndChain() throws Exception {
        TestCa root = TestCa.root("CN=Root", KeyKind.EC_P256);
        IssuedCertificate host =
                root.intermediate("CN=Issuing", KeyKind.RSA_2048).issue("CN=web1");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(host.pkcs12("secret")), "secret".toCharArray());
        assertThat(store.getCertificateChain("host")).containsExactlyElementsOf(host.chain());
        assertThat(store.getKey("host", "secret".toCharArray())).isEqualTo(host.privateKey());
        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificates(
                                new ByteArrayInputStream(host.chainPem().getBytes(StandardCharsets.US_ASCII))))
                .hasSize(2);
        assertThat(decrypted(host.encryptedKeyPem("secret"), "secret"))
                .isEqualTo(host.privateKey().getEncoded());
        assertThat(host.credential(root).trustAnchors()).containsExactly(root.certificate());
    }

    private static byte[] decrypted(String pem, String password) throws Exception {
        assertThat(pem).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        EncryptedPrivateKeyInfo sealed = new EncryptedPrivateKeyInfo(der);
        AlgorithmParameters parameters = sealed.getAlgParameters();
        Cipher cipher = Cipher.getInstance(parameters.toString());
        cipher.init(
                Cipher.DECRYPT_MODE,
                SecretKeyFactory.getInstance(parameters.toString())
                        .generateSecret(new PBEKeySpec(password.toCharArray())),
                parameters);
        return cipher.doFinal(sealed.getEncryptedData());
    }

    private static void validate(TestCa root, List<X509Certificate> chain, Instant now) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root.certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
    }
}
