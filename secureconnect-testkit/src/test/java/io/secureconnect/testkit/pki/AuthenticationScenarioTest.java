package io.secureconnect.testkit.pki;

import static io.secureconnect.api.keying.NegotiationFailure.AUTHENTICATION_FAILED;
import static io.secureconnect.api.keying.NegotiationFailure.CERTIFICATE_INVALID;
import static io.secureconnect.api.keying.NegotiationFailure.CERTIFICATE_REVOKED;
import static io.secureconnect.api.keying.NegotiationFailure.NO_CREDENTIAL;
import static io.secureconnect.api.keying.NegotiationFailure.REVOCATION_UNKNOWN;
import static io.secureconnect.api.keying.NegotiationFailure.UNTRUSTED_ISSUER;
import static io.secureconnect.api.keying.NegotiationFailure.WRONG_IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.PeerNaming;
import io.secureconnect.api.auth.RevocationPolicy;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.auth.Authenticator;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.testkit.ike.IkeEnd;
import io.secureconnect.testkit.ike.IkePair;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two ends that prove themselves over whole IKE exchanges: what is believed is installed, what is not is refused on both sides. */
class AuthenticationScenarioTest {
    private static final String ROOT = "CN=Root CA,O=Acme,C=US";
    private static final Instant NOW = ManualClock.EPOCH;
    private static final Duration DAY = Duration.ofDays(1);

    @Nested
    class Certificates {
        private final TestCa root = TestCa.root(ROOT, KeyKind.EC_P256);
        private final TestCa issuing = root.intermediate("CN=Issuing CA,O=Acme,C=US", KeyKind.EC_P256);

        @ParameterizedTest
        @EnumSource(value = KeyKind.class, names = "ED448", mode = EnumSource.Mode.EXCLUDE)
        void endsWithKeysOfEveryKindAgree(KeyKind kind) {
            TestCa own = root.intermediate("CN=Issuing CA,O=Acme,C=US", kind);
            agree(own.issue("CN=a").credential(root), own.issue("CN=b").credential(root));
        }

        @Test
        void kindsOfKeysMayDiffer() {
            agree(
                    issuing.draft("CN=a").key(KeyKind.RSA_2048).issue().credential(root),
                    root.draft("CN=b").key(KeyKind.ED25519).issue().credential(root));
        }

        @Test
        void anEndOfAnotherAuthorityIsRefusedAsResponder() {
            TestCa evil = TestCa.root("CN=Evil CA", KeyKind.EC_P256);
            refuse(
                    issuing.issue("CN=a").credential(root),
                    evil.issue("CN=b").credential(evil, root),
                    false,
                    UNTRUSTED_ISSUER);
        }

        @Test
        void anEndOfAnotherAuthorityIsRefusedAsInitiator() {
            TestCa evil = TestCa.root("CN=Evil CA", KeyKind.EC_P256);
            refuse(
                    evil.issue("CN=a").credential(evil, root),
                    issuing.issue("CN=b").credential(root),
                    true,
                    UNTRUSTED_ISSUER);
        }

        @Test
        void anEndWhoseCertificateHasEndedDoesNotShowIt() {
            TestCa old = root.intermediate("CN=Old CA", KeyKind.EC_P256, 0, NOW.minus(DAY), NOW.minusSeconds(1));
            IkePair pair = pair(
                    old.issue("CN=a").credential(root), issuing.issue("CN=b").credential(root));
            pair.a().initiate();
            pair.deliverAll();
            assertThat(reasons(pair.a())).containsExactly(NO_CREDENTIAL);
            assertThat(pair.transcript().toString()).doesNotContain("IKE_AUTH");
            pair.assertNoSas();
        }

        @Test
        void aCertificateForEncryptionIsRefused() {
            IssuedCertificate wrong = issuing.draft("CN=a").keyUsage(0x20).issue();
            refuse(wrong.credential(root), issuing.issue("CN=b").credential(root), true, CERTIFICATE_INVALID);
        }

        @Test
        void aRevokedEndIsRefused() {
            IssuedCertificate stolen = issuing.issue("CN=a");
            issuing.revoke(stolen.certificate(), NOW.minus(DAY));
            X509CRL list = issuing.revocationList(NOW.minus(DAY), NOW.plus(DAY));
            refuse(
                    stolen.credential(root),
                    issuing.issue("CN=b").credential(List.of(list), root),
                    true,
                    CERTIFICATE_REVOKED);
        }

        @Test
        void anEndOfWhichNobodyTellsIsRefusedIfTheOtherInsists() {
            CertificateCredential insisting = CertificateCredential.builder()
                    .from(issuing.issue("CN=b").credential(root))
                    .revocation(RevocationPolicy.REQUIRED)
                    .build();
            refuse(issuing.issue("CN=a").credential(root), insisting, true, REVOCATION_UNKNOWN);
        }

        @Test
        void aStolenCertificateServesAtItsOwnPlaceOnlyIfTheOtherInsists() {
            CertificateCredential insisting = CertificateCredential.builder()
                    .from(issuing.issue("CN=b").credential(root))
                    .peerNaming(PeerNaming.WORKLOAD_ID)
                    .build();
            agree(issuing.issue("CN=a").credential(root), insisting);
            refuse(issuing.issue("CN=c").credential(root), insisting, true, WRONG_IDENTITY);
        }

        @Test
        void duringAChangeOfAuthorityOldAndNewAgree() {
            TestCa next = TestCa.root(ROOT, KeyKind.ED25519); // the same name, another key
            agree(root.issue("CN=a").credential(root, next), next.issue("CN=b").credential(root, next));
        }

        @Test
        void onePresharedKeyAndOneCertificateDoNotAgree() {
            Authenticator.Factory certificate = factory(issuing.issue("CN=b").credential(root), "a");
            IkePair pair = IkePair.builder(new SeededRandom(1))
                    .termsOfB(terms -> terms.authentication(certificate))
                    .build();
            pair.a().initiate();
            pair.deliverAll();
            assertRefused(pair, pair.b(), CERTIFICATE_INVALID);
        }

        private void agree(CertificateCredential a, CertificateCredential b) {
            IkePair pair = pair(a, b).establish();
            pair.assertAgree();
            assertThat(pair.transcript().toString()).contains("IKE_AUTH request");
        }

        private void refuse(
                CertificateCredential a, CertificateCredential b, boolean byResponder, NegotiationFailure reason) {
            IkePair pair = pair(a, b);
            pair.a().initiate();
            pair.deliverAll();
            assertRefused(pair, byResponder ? pair.b() : pair.a(), reason);
        }

        private IkePair pair(CertificateCredential a, CertificateCredential b) {
            return IkePair.builder(new SeededRandom(1))
                    .termsOfA(terms -> terms.authentication(factory(a, "b")))
                    .termsOfB(terms -> terms.authentication(factory(b, "a")))
                    .build();
        }

        private Authenticator.Factory factory(CertificateCredential credential, String peer) {
            return CertificateAuthentication.of(
                    new CertificateAuthentication.Tools(new StandardSignatures()), () -> credential, ROOT, peer);
        }
    }

    @Nested
    class PreSharedKeys {
        @Test
        void anotherKeyIsRefused() {
            IkePair pair = pair(List.of("one"), List.of("another"));
            pair.a().initiate();
            pair.deliverAll();
            assertRefused(pair, pair.b(), AUTHENTICATION_FAILED);
        }

        @Test
        void theResponderMayBeAheadOfTheInitiator() {
            pair(List.of("old"), List.of("new", "old")).establish().assertAgree();
            pair(List.of("old", "new"), List.of("new", "old")).establish().assertAgree();
        }

        @Test
        void anInitiatorThatIsAheadTakesTheOldKeyAtItsNextAttempt() {
            IkePair pair = pair(List.of("new", "old"), List.of("old"));
            pair.a().initiate();
            pair.deliverAll();
            assertRefused(pair, pair.b(), AUTHENTICATION_FAILED);
            pair.establish().assertAgree();
        }

        private IkePair pair(List<String> a, List<String> b) {
            return IkePair.builder(new SeededRandom(1))
                    .termsOfA(terms -> terms.preSharedKeys(a.toArray(String[]::new)))
                    .termsOfB(terms -> terms.preSharedKeys(b.toArray(String[]::new)))
                    .build();
        }
    }

    /** The one end says why; neither has an SA, and whoever was refused knows no more than that. */
    private static void assertRefused(IkePair pair, IkeEnd by, NegotiationFailure reason) {
        pair.advance(Duration.ofMinutes(10));
        IkeEnd other = by == pair.a() ? pair.b() : pair.a();
        assertThat(reasons(by)).as(pair.toString()).contains(reason);
        assertThat(reasons(other)).as(pair.toString()).containsOnly(AUTHENTICATION_FAILED);
        assertThat(pair.a().isEstablished()).as(pair.toString()).isFalse();
        assertThat(pair.b().isEstablished()).as(pair.toString()).isFalse();
        pair.assertNoSas();
    }

    private static List<NegotiationFailure> reasons(IkeEnd end) {
        return end.faults().stream().map(fault -> fault.reason()).toList();
    }
}
