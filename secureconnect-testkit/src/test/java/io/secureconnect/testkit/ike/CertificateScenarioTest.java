package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.Certificates;
import io.secureconnect.api.auth.PeerNaming;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.pki.IssuedCertificate;
import io.secureconnect.testkit.pki.KeyKind;
import io.secureconnect.testkit.pki.TestCa;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two ends prove themselves by certificates of every kind, and refuse those they should. */
@Seeded
class CertificateScenarioTest {
    private static final String ISSUER = "CN=Acme Root CA,O=Acme,C=US";

    private static CertificateAuthentication proof(CertificateCredential credential, String peer) {
        return CertificateAuthentication.of(
                new CertificateAuthentication.Tools(new StandardSignatures()), () -> credential, ISSUER, peer);
    }

    private static IkePairBuilder pair(SeededRandom random, CertificateCredential ofA, CertificateCredential ofB) {
        return IkePair.builder(random)
                .termsOfA(terms -> terms.authentication(proof(ofA, "b")))
                .termsOfB(terms -> terms.authentication(proof(ofB, "a")));
    }

    private static IssuedCertificate host(TestCa ca, String name) {
        return ca.draft("CN=" + name + ",O=Acme,C=US").dnsName(name).issue();
    }

    private static void assertRefused(IkePair pair, NegotiationFailure onB) {
        pair.letFly();
        pair.a().initiate();
        pair.advance(Duration.ofMinutes(2));
        pair.assertNoSas();
        Flow flow = pair.flow();
        flow.send();
        flow.assertAllLost();
        assertThat(pair.b().faults())
                .as("%s", pair.transcript())
                .extracting(IkeFault::reason)
                .containsExactly(onB);
        assertThat(pair.a().faults()).as("%s", pair.transcript()).hasSize(1);
    }

    @Test
    void everyKindOfKey(SeededRandom random) {
        for (KeyKind kind : EnumSet.complementOf(EnumSet.of(KeyKind.ED448))) {
            TestCa ca = TestCa.root(ISSUER, kind);
            IkePair pair = pair(
                            random.split(),
                            host(ca, "a").credential(ca),
                            host(ca, "b").credential(ca))
                    .build()
                    .establish();
            pair.assertAgree();
            Flow flow = pair.flow();
            flow.send();
            flow.assertNoneLost();
        }
    }

    @Test
    void keysOfDifferentKindsAtTheTwoEnds(SeededRandom random) {
        TestCa ca = TestCa.root(ISSUER, KeyKind.EC_P256);
        IssuedCertificate a =
                ca.draft("CN=a,O=Acme,C=US").dnsName("a").key(KeyKind.RSA_2048).issue();
        IssuedCertificate b =
                ca.draft("CN=b,O=Acme,C=US").dnsName("b").key(KeyKind.ED25519).issue();
        pair(random, a.credential(ca), b.credential(ca)).build().establish().assertAgree();
    }

    @Test
    void chainsOfIntermediateAuthoritiesInFragmentsOverANarrowLink(SeededRandom random) {
        TestCa root = TestCa.root(ISSUER, KeyKind.RSA_2048);
        TestCa middle = root.intermediate("CN=Acme Site CA,O=Acme,C=US", KeyKind.RSA_2048);
        IkePair pair = pair(
                        random,
                        host(middle, "a").credential(root),
                        host(middle, "b").credential(root))
                .build();
        pair.network().conditions(WireConditions.perfect().withMtu(1280));
        pair.letFly();
        pair.a().initiate();
        pair.advance(Duration.ofMinutes(1));
        pair.assertAgree();
        assertThat(pair.transcript().lines()).anyMatch(line -> line.contains("IKE_AUTH request 1 { SKF 1 of "));
    }

    @Test
    void aPeerOfAnotherCa(SeededRandom random) {
        TestCa ours = TestCa.root(ISSUER, KeyKind.EC_P256);
        TestCa theirs = TestCa.root("CN=Other CA,O=Other,C=US", KeyKind.EC_P256);
        assertRefused(
                pair(random, host(theirs, "a").credential(ours), host(ours, "b").credential(ours))
                        .build(),
                NegotiationFailure.UNTRUSTED_ISSUER);
    }

    @Test
    void aPeerOfAnotherCaThatHasTheSameName(SeededRandom random) {
        TestCa ours = TestCa.root(ISSUER, KeyKind.EC_P256);
        TestCa theirs = TestCa.root(ISSUER, KeyKind.EC_P256);
        assertRefused(
                pair(random, host(theirs, "a").credential(ours), host(ours, "b").credential(ours))
                        .build(),
                NegotiationFailure.UNTRUSTED_ISSUER);
    }

    @Test
    void aCertificateThatIsNotYetValid(SeededRandom random) {
        TestCa ca = TestCa.root(ISSUER, KeyKind.EC_P256);
        IssuedCertificate early = ca.draft("CN=a,O=Acme,C=US")
                .dnsName("a")
                .valid(ManualClock.EPOCH.plus(Duration.ofDays(1)), ManualClock.EPOCH.plus(Duration.ofDays(30)))
                .issue();
        assertRefused(
                pair(random, early.credential(ca), host(ca, "b").credential(ca)).build(),
                NegotiationFailure.CERTIFICATE_EXPIRED);
    }

    @Test
    void aCertificateOfSomebodyElse(SeededRandom random) {
        TestCa ca = TestCa.root(ISSUER, KeyKind.EC_P256);
        CertificateCredential strict = CertificateCredential.builder()
                .from(host(ca, "b").credential(ca))
                .peerNaming(PeerNaming.WORKLOAD_ID)
                .build();
        IkePair pair = pair(random, host(ca, "mallory").credential(ca), strict).build();
        pair.letFly();
        pair.a().initiate();
        pair.advance(Duration.ofMinutes(2));
        pair.assertNoSas();
        assertThat(pair.b().faults())
                .as("%s", pair.transcript())
                .extracting(IkeFault::reason)
                .containsExactly(NegotiationFailure.WRONG_IDENTITY);
    }

    @Test
    void bothCasAreBelievedWhileOneGivesWayToTheNext(SeededRandom random) {
        TestCa before = TestCa.root(ISSUER, KeyKind.EC_P256);
        TestCa after = TestCa.root(ISSUER, KeyKind.ED25519);
        Certificates ofA = () -> host(before, "a").credential(before, after);
        Certificates ofB = () -> host(after, "b").credential(before, after);
        pair(random, ofA.current(), ofB.current()).build().establish().assertAgree();
        assertThat(List.of(before, after)).hasSize(2);
    }
}
