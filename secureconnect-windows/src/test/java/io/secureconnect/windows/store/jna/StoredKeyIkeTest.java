package io.secureconnect.windows.store.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.spi.MachineStore;
import io.secureconnect.testkit.ike.IkePair;
import io.secureconnect.testkit.pki.IssuedCertificate;
import io.secureconnect.testkit.pki.KeyKind;
import io.secureconnect.testkit.pki.TestCa;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.store.RawSigner;
import io.secureconnect.windows.store.WindowsStoreProvider;
import java.security.cert.CertificateEncodingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two ends of IKE, one with a key that is in the store of its machine and leaves it no more than there. */
class StoredKeyIkeTest {
    private static final String ISSUER = "CN=Acme Root CA,O=Acme,C=US";

    private final FakeCrypt fake = new FakeCrypt();

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(fake.live()).as("stores, contexts, keys").isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, NCryptSignHash 0x48 SHA256 32 32/4096",
        "EC_P256, NCryptSignHash 0x40 - 0 32/4096",
        "EC_P384, NCryptSignHash 0x40 - 0 48/4096",
        "EC_P521, NCryptSignHash 0x40 - 0 64/4096"
    })
    void version2(KeyKind kind, String call) {
        TestCa ca = TestCa.root(ISSUER, kind);
        CertificateCredential ofA = stored(ca, "a");
        CertificateCredential ofB = host(ca, "b").credential(ca);
        IkePair.builder(new SeededRandom(1))
                .termsOfA(terms -> terms.authentication(proof(ofA, "b")))
                .termsOfB(terms -> terms.authentication(proof(ofB, "a")))
                .build()
                .establish()
                .assertAgree();
        assertThat(fake.trace()).contains(call);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, NCryptSignHash 0x42 null 0",
        "EC_P256, NCryptSignHash 0x40 - 0",
        "EC_P521, NCryptSignHash 0x40 - 0"
    })
    void version1(KeyKind kind, String call) {
        TestCa ca = TestCa.root(ISSUER, kind);
        CertificateCredential ofA = stored(ca, "a");
        CertificateCredential ofB = host(ca, "b").credential(ca);
        IkePair.builder(new SeededRandom(1))
                .version(IkeVersion.IKEV1)
                .termsOfA(terms -> terms.certificates(() -> ofA, ISSUER))
                .termsOfB(terms -> terms.certificates(() -> ofB, ISSUER))
                .build()
                .establish()
                .assertAgree();
        assertThat(fake.trace()).anyMatch(line -> line.startsWith(call));
    }

    private CertificateCredential stored(TestCa ca, String name) {
        IssuedCertificate host = host(ca, name);
        fake.own(octets(host), new RawSigner(host.privateKey()));
        MachineStore store = new WindowsStoreProvider(fake.crypt32()).open();
        return CertificateCredential.builder()
                .chain(store.own())
                .privateKey(store.privateKey(host.certificate()).orElseThrow())
                .addTrustAnchors(ca.certificate())
                .build();
    }

    private static CertificateAuthentication proof(CertificateCredential credential, String peer) {
        return CertificateAuthentication.of(
                new CertificateAuthentication.Tools(new StandardSignatures()), () -> credential, ISSUER, peer);
    }

    private static IssuedCertificate host(TestCa ca, String name) {
        return ca.draft("CN=" + name + ",O=Acme,C=US").dnsName(name).issue();
    }

    private static Bytes octets(IssuedCertificate host) {
        try {
            return Bytes.wrap(host.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
