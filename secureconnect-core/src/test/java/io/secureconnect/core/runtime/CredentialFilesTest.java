package io.secureconnect.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.CertificateFiles;
import io.secureconnect.api.auth.Certificates;
import io.secureconnect.api.auth.OrganizationKey;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.PreSharedKeys;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.OrganizationKeys;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.core.pki.Authority.Issued;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and certificates in files: read, refused, and read again. */
class CredentialFilesTest {
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path directory;

    @Nested
    class Keys {
        private final OrganizationKeys acme = SecureConnect.pairKeyDistribution()
                .begin("acme", OrganizationKey.generate(octets -> Arrays.fill(octets, (byte) 7)));
        private Path file;

        @BeforeEach
        void writeKeys() {
            file = directory.resolve("web1.keys");
            SecureConnect.writeSecret(file, acme.hostKeys("web1", Set.of("db1")));
        }

        @Test
        void aWrittenFileIsItsOwnersAloneAndReadBack() throws IOException {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(SecureConnect.preSharedKeys(file).of("web1", "db1"))
                    .extracting(PairKey::epoch)
                    .containsExactly(1);
            try (var files = Files.list(directory)) {
                assertThat(files).containsExactly(file);
            }
        }

        @Test
        void aFileInAnothersSightIsRefused() throws IOException {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            assertFault(ErrorCode.INSECURE_FILE, () -> SecureConnect.preSharedKeys(file));
        }

        @Test
        void aMissingFileIsRefused() {
            assertFault(ErrorCode.KEY_UNREADABLE, () -> SecureConnect.preSharedKeys(directory.resolve("none")));
        }

        @Test
        void aNewFileIsSeenAtTheNextQuestionAndOldKeysLiveOneChangeLonger() {
            PreSharedKeys keys = SecureConnect.preSharedKeys(file);
            PairKey first = keys.of("web1", "db1").get(0);
            acme.acceptNext();
            SecureConnect.writeSecret(file, acme.hostKeys("web1", Set.of("db1")));
            assertThat(keys.of("web1", "db1")).extracting(PairKey::epoch).containsExactly(1, 2);
            assertThat(first.secret().isWiped()).as("a negotiation may hold it").isFalse();
            acme.beginWithNext();
            SecureConnect.writeSecret(file, acme.hostKeys("web1", Set.of("db1")));
            assertThat(keys.of("web1", "db1")).extracting(PairKey::epoch).containsExactly(2, 1);
            assertThat(first.secret().isWiped()).isTrue();
        }

        @Test
        void aWrongNewFileChangesNothing() throws IOException {
            PreSharedKeys keys = SecureConnect.preSharedKeys(file);
            SecureConnect.writeSecret(file, SecretBytes.wrap("nonsense".getBytes(StandardCharsets.US_ASCII)));
            assertThat(keys.of("web1", "db1")).hasSize(1);
            Files.delete(file);
            assertThat(keys.of("web1", "db1")).hasSize(1);
            acme.acceptNext();
            SecureConnect.writeSecret(file, acme.hostKeys("web1", Set.of("db1")));
            assertThat(keys.of("web1", "db1")).hasSize(2);
        }

        @Test
        void anotherOrganizationKeyIsALaterEpochAndTheSameOneIsNot() {
            String one = "11".repeat(32);
            PreSharedKeys keys = SecureConnect.preSharedKeys(written(one));
            assertThat(keys.of("web1", "db1")).extracting(PairKey::epoch).containsExactly(0);
            written(one + "\n");
            assertThat(keys.of("web1", "db1")).extracting(PairKey::epoch).containsExactly(0);
            written("22".repeat(32));
            assertThat(keys.of("web1", "db1")).extracting(PairKey::epoch).containsExactly(1);
        }

        private Path written(String text) {
            SecureConnect.writeSecret(file, SecretBytes.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            return file;
        }

        @Test
        void whatCannotBeWrittenIsSaid() {
            assertFault(
                    ErrorCode.KEY_UNREADABLE,
                    () -> SecureConnect.writeSecret(directory.resolve("no/such"), acme.save()));
        }
    }

    @Nested
    class CertificatesInFiles {
        private final Authority root = Authority.root("CN=Root CA,O=Acme", "P-256");
        private final Authority issuing = root.below("CN=Issuing CA,O=Acme", "P-256");

        @ParameterizedTest
        @ValueSource(strings = {"RSA", "P-256", "P-384", "P-521", "Ed25519"})
        void aContainerHoldsKeyAndChain(String kind) throws Exception {
            Issued host = issuing.issue("CN=web1", kind);
            Path container = secret("host.p12", pkcs12(host, PASSWORD));
            CertificateCredential read = SecureConnect.certificates(files().pkcs12(container)
                            .password(PASSWORD::toCharArray)
                            .build())
                    .current();
            assertThat(read.chain()).isEqualTo(host.chain());
            assertThat(read.privateKey()).isEqualTo(host.key());
            assertThat(read.trustAnchors()).containsExactly(root.certificate());
            assertThat(read.end()).isEqualTo(Authority.UNTIL);
        }

        @ParameterizedTest
        @ValueSource(strings = {"RSA", "P-256", "Ed25519"})
        void keyAndChainMayBeSeparateInAnyOrderAndForm(String kind) throws Exception {
            Issued host = issuing.issue("CN=web1", kind);
            List<X509Certificate> mixed = new ArrayList<>(host.chain());
            mixed.add(root.certificate());
            Collections.reverse(mixed);
            Path chain =
                    plain("chain.pem", mixed.stream().map(this::pem).collect(Collectors.joining("text between\n")));
            for (Path key : List.of(
                    secret(
                            "key.pem",
                            pem("PRIVATE KEY", host.key().getEncoded()).getBytes(StandardCharsets.US_ASCII)),
                    secret("key.der", host.key().getEncoded()),
                    secret("locked.pem", locked(host.key())))) {
                CertificateCredential read = SecureConnect.certificates(files().privateKey(key)
                                .addChain(chain)
                                .password(PASSWORD::toCharArray)
                                .build())
                        .current();
                assertThat(read.chain()).as(key.toString()).isEqualTo(host.chain());
                assertThat(read.privateKey()).isEqualTo(host.key());
            }
        }

        @Test
        void anchorsAndListsComeFromManyFilesInEitherForm() throws Exception {
            Authority second = Authority.root("CN=Second", "RSA");
            X509CRL list = root.crl(Authority.FROM, Authority.UNTIL);
            Issued host = issuing.issue("CN=web1", "P-256");
            CertificateFiles all = CertificateFiles.builder()
                    .pkcs12(secret("host.p12", pkcs12(host, PASSWORD)))
                    .password(PASSWORD::toCharArray)
                    .addTrustAnchors(plain("roots.pem", pem(root.certificate()) + pem(second.certificate())))
                    .addTrustAnchors(plain("issuing.der", issuing.certificate().getEncoded()))
                    .addRevocationLists(plain("list.pem", pem("X509 CRL", list.getEncoded())))
                    .addRevocationLists(plain("list.crl", list.getEncoded()))
                    .build();
            CertificateCredential read = SecureConnect.certificates(all).current();
            assertThat(read.trustAnchors())
                    .containsExactlyInAnyOrder(root.certificate(), second.certificate(), issuing.certificate());
            assertThat(read.revocationLists()).hasSize(2).containsOnly(list);
        }

        @Test
        void passwordsAreWiped() throws Exception {
            List<char[]> given = new ArrayList<>();
            Path container = secret("host.p12", pkcs12(issuing.issue("CN=web1", "P-256"), PASSWORD));
            SecureConnect.certificates(files().pkcs12(container)
                    .password(() -> {
                        given.add(PASSWORD.toCharArray());
                        return given.get(given.size() - 1);
                    })
                    .build());
            assertThat(given).hasSize(1);
            assertThat(given.get(0)).containsOnly('\0');
        }

        @Test
        void aWrongPasswordIsSaidWithoutIt() throws Exception {
            Issued host = issuing.issue("CN=web1", "P-256");
            Path container = secret("host.p12", pkcs12(host, PASSWORD));
            Path key = secret("locked.pem", locked(host.key()));
            Path chain = plain("chain.pem", pem(host.leaf()));
            for (CertificateFiles wrong : List.of(
                    files().pkcs12(container)
                            .password("wrong horse"::toCharArray)
                            .build(),
                    files().pkcs12(container).build(),
                    files().privateKey(key)
                            .addChain(chain)
                            .password("wrong horse"::toCharArray)
                            .build(),
                    files().privateKey(key).addChain(chain).build())) {
                assertThatExceptionOfType(SecureConnectException.class)
                        .isThrownBy(() -> SecureConnect.certificates(wrong))
                        .withMessageContaining(directory.toString())
                        .withMessageContaining("password")
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIAL_UNREADABLE))
                        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("horse"));
            }
        }

        @Test
        void whatDoesNotFitTogetherIsRefused() throws Exception {
            Issued host = issuing.issue("CN=web1", "P-256");
            Issued other = issuing.issue("CN=db1", "P-256");
            Path key = secret("key.der", host.key().getEncoded());
            Path old = secret(
                    "old.pem", pem("EC PRIVATE KEY", new byte[] {0x30, 0}).getBytes(StandardCharsets.US_ASCII));
            Path chain = plain("chain.pem", pem(other.leaf()));
            Path own = plain("own.pem", pem(host.leaf()));
            Path nonsense = plain("nonsense", "nonsense");
            Path torn = plain("torn", "-----BEGIN CERTIFICATE-----\nMII");
            for (CertificateFiles wrong : List.of(
                    files().privateKey(key).addChain(chain).build(),
                    files().privateKey(old).addChain(own).build(),
                    files().privateKey(key).addChain(nonsense).build(),
                    files().privateKey(key).addChain(torn).build(),
                    files().privateKey(key)
                            .addChain(own)
                            .addTrustAnchors(nonsense)
                            .build(),
                    files().privateKey(key)
                            .addChain(own)
                            .addRevocationLists(own)
                            .build(),
                    files().privateKey(key)
                            .addChain(directory.resolve("missing"))
                            .build())) {
                assertFault(ErrorCode.CREDENTIAL_UNREADABLE, () -> SecureConnect.certificates(wrong));
            }
        }

        @Test
        void aPrivateKeyInAnothersSightIsRefused() throws Exception {
            Path container = secret("host.p12", pkcs12(issuing.issue("CN=web1", "P-256"), PASSWORD));
            Files.setPosixFilePermissions(container, PosixFilePermissions.fromString("rw-r--r--"));
            CertificateFiles open =
                    files().pkcs12(container).password(PASSWORD::toCharArray).build();
            assertFault(ErrorCode.INSECURE_FILE, () -> SecureConnect.certificates(open));
        }

        @Test
        void renewedCertificatesAreSeenAndWrongOnesAreNot() throws Exception {
            Issued first = issuing.issue("CN=web1", "P-256");
            Issued renewed = issuing.issue("CN=web1", "Ed25519");
            Path container = secret("host.p12", pkcs12(first, PASSWORD));
            Certificates certificates = SecureConnect.certificates(
                    files().pkcs12(container).password(PASSWORD::toCharArray).build());
            CertificateCredential before = certificates.current();
            assertThat(certificates.current()).isSameAs(before);
            SecureConnect.writeSecret(container, SecretBytes.wrap(new byte[] {1, 2, 3}));
            assertThat(certificates.current()).isSameAs(before);
            SecureConnect.writeSecret(container, SecretBytes.wrap(pkcs12(renewed, PASSWORD)));
            assertThat(certificates.current().chain()).isEqualTo(renewed.chain());
        }

        @Test
        void textsShowNeitherPasswordNorKey() throws Exception {
            Issued host = issuing.issue("CN=web1", "P-256");
            Path container = secret("host.p12", pkcs12(host, PASSWORD));
            CertificateFiles all =
                    files().pkcs12(container).password(PASSWORD::toCharArray).build();
            String texts = all + " " + SecureConnect.certificates(all).current();
            assertThat(texts).doesNotContain("horse").doesNotContain(String.valueOf(host.key()));
        }

        private CertificateFiles.Builder files() throws Exception {
            return CertificateFiles.builder().addTrustAnchors(plain("root.pem", pem(root.certificate())));
        }

        private byte[] pkcs12(Issued host, String password) throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            List<Certificate> chain = new ArrayList<>(host.chain());
            chain.add(root.certificate());
            store.setKeyEntry("host", host.key(), password.toCharArray(), chain.toArray(Certificate[]::new));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password.toCharArray());
            return out.toByteArray();
        }

        private byte[] locked(PrivateKey key) throws Exception {
            var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                    .setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider())
                    .setPassword(PASSWORD.toCharArray())
                    .setPRF(org.bouncycastle.openssl.PKCS8Generator.PRF_HMACSHA256)
                    .build();
            return pem(
                            "ENCRYPTED PRIVATE KEY",
                            new JcaPKCS8Generator(key, encryptor).generate().getContent())
                    .getBytes(StandardCharsets.US_ASCII);
        }

        private String pem(X509Certificate certificate) {
            try {
                return pem("CERTIFICATE", certificate.getEncoded());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        private String pem(String label, byte[] der) {
            return "-----BEGIN " + label + "-----\r\n" + Base64.getMimeEncoder().encodeToString(der) + "\r\n-----END "
                    + label + "-----\r\n";
        }
    }

    private Path secret(String name, byte[] content) {
        Path file = directory.resolve(name);
        SecureConnect.writeSecret(file, SecretBytes.wrap(content));
        return file;
    }

    private Path plain(String name, String content) throws IOException {
        return plain(name, content.getBytes(StandardCharsets.US_ASCII));
    }

    private Path plain(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private static void assertFault(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(SecureConnectException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
}
