package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.PeerNaming;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.net.Nat;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.net.WireEntry.Fate;
import io.secureconnect.testkit.pki.IssuedCertificate;
import io.secureconnect.testkit.pki.KeyKind;
import io.secureconnect.testkit.pki.TestCa;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two ends prove themselves in main mode by RSA and ECDSA signatures, and refuse those they should. */
@Seeded
class IsakmpCertificateScenarioTest {
    private static final String ISSUER = "CN=Acme Root CA,O=Acme,C=US";
    private static final Set<KeyKind> KINDS =
            EnumSet.of(KeyKind.RSA_2048, KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.EC_P521);

    private static IkePairBuilder pair(SeededRandom random, CertificateCredential ofA, CertificateCredential ofB) {
        return IkePair.builder(random)
                .version(IkeVersion.IKEV1)
                .termsOfA(terms -> terms.certificates(() -> ofA, ISSUER))
                .termsOfB(terms -> terms.certificates(() -> ofB, ISSUER));
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
        for (KeyKind kind : KINDS) {
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
    void behindANat(SeededRandom random) {
        TestCa ca = TestCa.root(ISSUER, KeyKind.RSA_2048);
        pair(random, host(ca, "a").credential(ca), host(ca, "b").credential(ca))
                .between("10.0.0.1", "198.51.100.2")
                .behind(new Nat(IpAddress.parse("203.0.113.7")))
                .build()
                .establish()
                .assertAgree();
    }

    @Test
    void chainsOfIntermediateAuthoritiesInFragmentsOverANarrowLink(SeededRandom random) {
        TestCa root = TestCa.root(ISSUER, KeyKind.RSA_2048);
        TestCa middle = root.intermediate("CN=Acme Site CA,O=Acme,C=US", KeyKind.RSA_2048);
        for (double loss : new double[] {0, 0.15}) {
            IkePair pair = pair(
                            random.split(),
                            host(middle, "a").credential(root),
                            host(middle, "b").credential(root))
                    .build();
            pair.network().conditions(WireConditions.perfect().withMtu(1280).withLoss(loss));
            pair.letFly();
            pair.a().initiate();
            pair.advance(Duration.ofMinutes(1));
            pair.network().conditions(WireConditions.perfect());
            pair.advance(Duration.ofMinutes(1));
            pair.assertAgree();
            assertThat(pair.transcript().lines()).anyMatch(line -> line.contains("FRAGMENT 1"));
            assertThat(pair.network().log().count(Fate.TOO_BIG))
                    .as("nothing is larger than the least MTU of IPv6\n%s", pair.transcript())
                    .isZero();
        }
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
        TestCa ours = TestCa.root(ISSUER, KeyKind.RSA_2048);
        TestCa theirs = TestCa.root(ISSUER, KeyKind.RSA_2048);
        assertRefused(
                pair(random, host(theirs, "a").credential(ours), host(ours, "b").credential(ours))
                        .build(),
                NegotiationFailure.UNTRUSTED_ISSUER);
    }

    @Test
    void anInitiatorRefusesAResponderOfAnotherCa(SeededRandom random) {
        TestCa ours = TestCa.root(ISSUER, KeyKind.EC_P256);
        TestCa theirs = TestCa.root("CN=Other CA,O=Other,C=US", KeyKind.EC_P256);
        IkePair pair = pair(
                        random,
                        host(ours, "a").credential(ours),
                        host(theirs, "b").credential(ours))
                .build();
        pair.letFly();
        pair.a().initiate();
        pair.advance(Duration.ofMinutes(2));
        pair.assertNoSas();
        assertThat(pair.a().faults())
                .as("%s", pair.transcript())
                .extracting(IkeFault::reason)
                .contains(NegotiationFailure.UNTRUSTED_ISSUER);
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
        assertRefused(
                pair(random, host(ca, "mallory").credential(ca), strict).build(), NegotiationFailure.WRONG_IDENTITY);
    }

    @Test
    void bothCasAreBelievedWhileOneGivesWayToTheNext(SeededRandom random) {
        TestCa before = TestCa.root(ISSUER, KeyKind.EC_P256);
        TestCa after = TestCa.root(ISSUER, KeyKind.EC_P256);
        pair(
                        random,
                        host(before, "a").credential(before, after),
                        host(after, "b").credential(before, after))
                .build()
                .establish()
                .assertAgree();
    }
}
