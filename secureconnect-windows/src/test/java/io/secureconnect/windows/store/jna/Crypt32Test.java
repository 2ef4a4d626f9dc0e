package io.secureconnect.windows.store.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.testkit.pki.IssuedCertificate;
import io.secureconnect.testkit.pki.KeyKind;
import io.secureconnect.testkit.pki.TestCa;
import io.secureconnect.windows.store.HashSigner;
import io.secureconnect.windows.store.Padding;
import io.secureconnect.windows.store.RawSigner;
import io.secureconnect.windows.system.SystemLibrary;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What crypt32 and ncrypt are passed, seen from C, and that everything that was opened is closed. */
class Crypt32Test {
    private static final TestCa ROOT = TestCa.root("CN=Acme Root CA", KeyKind.EC_P256);
    private static final IssuedCertificate RSA =
            ROOT.draft("CN=a").key(KeyKind.RSA_2048).issue();
    private static final IssuedCertificate CURVE =
            ROOT.draft("CN=b").key(KeyKind.EC_P384).issue();

    private final FakeCrypt fake = new FakeCrypt();
    private final Crypt32 crypt32 = fake.crypt32();

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(fake.live()).as("stores, contexts, keys").isZero();
    }

    @Test
    void aStoreIsOpenedForReadingOnlyIfItExists() throws Exception {
        fake.put(FakeCrypt.ROOT, octets(ROOT), 0);
        fake.put(FakeCrypt.ROOT, octets(CURVE), 0);
        assertThat(crypt32.certificates("ROOT")).containsExactly(octets(ROOT), octets(CURVE));
        assertThat(crypt32.certificates("CA")).isEmpty();
        assertThat(fake.trace())
                .containsExactly(
                        "CertOpenStore 10 0 0 0x2c000 ROOT",
                        "CertCloseStore ROOT 0",
                        "CertOpenStore 10 0 0 0x2c000 CA",
                        "CertCloseStore CA 0");
    }

    @Test
    void aSignatureFindsItsKeyAnewAndGivesEverythingBack() throws Exception {
        fake.own(octets(CURVE), new RawSigner(CURVE.privateKey()));
        fake.own(octets(RSA), new RawSigner(RSA.privateKey()));
        HashSigner key = crypt32.key(octets(RSA)).orElseThrow();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(new byte[] {1, 2, 3});
        byte[] made = key.sign(Bytes.wrap(hash), new Padding(Padding.Kind.PKCS1, Optional.of("SHA256"), 0))
                .toArray();
        Signature judge = Signature.getInstance("SHA256withRSA");
        judge.initVerify(RSA.certificate().getPublicKey());
        judge.update(new byte[] {1, 2, 3});
        assertThat(judge.verify(made)).isTrue();
        assertThat(fake.trace())
                .containsExactly(
                        "CertOpenStore 10 0 0 0x2c000 MY",
                        "CryptAcquireCertificatePrivateKey 0x4004c null",
                        "CertCloseStore MY 0",
                        "CertOpenStore 10 0 0 0x2c000 MY",
                        "CryptAcquireCertificatePrivateKey 0x4004c null",
                        "NCryptSignHash 0x42 SHA256 0 32/4096",
                        "CertCloseStore MY 0");
    }

    @Test
    void paddingIsPassedAsCngHasIt() throws Exception {
        fake.own(octets(RSA), new RawSigner(RSA.privateKey()));
        fake.own(octets(CURVE), new RawSigner(CURVE.privateKey()));
        HashSigner rsa = crypt32.key(octets(RSA)).orElseThrow();
        HashSigner curve = crypt32.key(octets(CURVE)).orElseThrow();
        rsa.sign(Bytes.wrap(new byte[20]), new Padding(Padding.Kind.PKCS1, Optional.empty(), 0));
        rsa.sign(Bytes.wrap(new byte[48]), new Padding(Padding.Kind.PSS, Optional.of("SHA384"), 48));
        assertThat(curve.sign(Bytes.wrap(new byte[48]), Padding.NONE).length()).isEqualTo(96);
        assertThat(fake.trace())
                .filteredOn(line -> line.startsWith("NCryptSignHash"))
                .containsExactly(
                        "NCryptSignHash 0x42 null 0 20/4096",
                        "NCryptSignHash 0x48 SHA384 48 48/4096",
                        "NCryptSignHash 0x40 - 0 48/4096");
    }

    @Test
    void aCertificateThatIsNotThereOrHasNoKeyHasNone() throws Exception {
        assertThat(crypt32.key(octets(RSA))).isEmpty();
        fake.put(FakeCrypt.MY, octets(RSA), 0x8009200B);
        assertThat(crypt32.key(octets(RSA))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0x80090016, NTE_BAD_KEYSET, Manage Private Keys",
        "0x80070005, E_ACCESSDENIED, Manage Private Keys",
        "0x80090022, NTE_SILENT_CONTEXT, strong key protection",
        "0x80090015, NTE_BAD_PUBLIC_KEY, not that of the certificate",
        "0x80090014, NTE_BAD_PROV_TYPE, key storage provider",
        "0x80004005, 0x80004005, LocalMachine"
    })
    void aKeyThatCannotBeUsedIsSaidWithItsRemedy(String code, String name, String remedy) {
        fake.put(FakeCrypt.MY, octets(RSA), Long.decode(code).intValue());
        assertThatExceptionOfType(SecureConnectException.class)
                .isThrownBy(() -> crypt32.key(octets(RSA)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIAL_UNREADABLE))
                .withMessageContaining("CryptAcquireCertificatePrivateKey returned")
                .withMessageContaining(name)
                .withMessageContaining(remedy);
    }

    @Test
    void aStoreThatCannotBeOpenedIsSaidWithItsNameAndRemedy() {
        fake.refuseToOpen(5);
        assertThatExceptionOfType(SecureConnectException.class)
                .isThrownBy(() -> crypt32.certificates("ROOT"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIAL_UNREADABLE))
                .withMessageContaining("LocalMachine\\ROOT")
                .withMessageContaining("0x00000005 ERROR_ACCESS_DENIED")
                .withMessageContaining("administrator");
    }

    @Test
    void aKeyThatGoesOrRefusesIsAFailedSignature() {
        fake.own(octets(RSA), (hash, padding) -> {
            throw new SignatureException("not so");
        });
        HashSigner key = crypt32.key(octets(RSA)).orElseThrow();
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> key.sign(Bytes.wrap(new byte[32]), Padding.NONE))
                .withMessageContaining("NCryptSignHash returned 0x80090029 NTE_NOT_SUPPORTED")
                .withMessageContaining("key storage provider");
        fake.empty();
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> key.sign(Bytes.wrap(new byte[32]), Padding.NONE))
                .withMessageContaining("no longer");
    }

    @Test
    void withoutTheLibraryNothingIsLoadedBeforeItIsUsedAndThenTheNameIsSaid() {
        Crypt32 nowhere =
                new Crypt32(SystemLibrary.at(Path.of("no-such-crypt32")), SystemLibrary.at(Path.of("no-such-ncrypt")));
        assertThatExceptionOfType(SecureConnectException.class)
                .isThrownBy(() -> nowhere.certificates("MY"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CAPABILITY_MISSING))
                .withMessageContaining("no-such-crypt32");
    }

    private static Bytes octets(TestCa ca) {
        return octets(ca.certificate());
    }

    private static Bytes octets(IssuedCertificate host) {
        return octets(host.certificate());
    }

    private static Bytes octets(java.security.cert.X509Certificate certificate) {
        try {
            return Bytes.wrap(certificate.getEncoded());
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
