package io.secureconnect.core.keying.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.CryptoFloor;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.keying.PathDemand;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.core.reconcile.Plans;
import io.secureconnect.spi.NativeAuthentication;
import io.secureconnect.spi.NativeTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the daemon is to agree on, out of policy and credentials; and why there is nothing to agree on. */
class DaemonTermsTest {
    private static final HostPair PATH = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final Authentication PSK = new Authentication.PreSharedKey();
    private static final Authentication CERTIFICATE = new Authentication.Certificate("CN=Acme Root CA,O=Acme");
    private static final IkeProposal MODP = IkeProposal.parse("aes256-sha256-modp2048");
    private static final IkeProposal ECP = IkeProposal.parse("aes128-sha256-ecp256");
    private static final IkeProposal SHA1 = IkeProposal.parse("aes256-sha1-modp2048");
    private static final IkeProposal AEAD = IkeProposal.parse("aes256gcm16-prfsha384-ecp384");
    private static final IkeProposal UNKNOWN = IkeProposal.parse("aes256-sha512-modp4096");

    private final List<PairKey> keys = new ArrayList<>(List.of(key(2), key(1)));

    @Test
    void everyTermIsThatOfThePolicy() {
        SaPolicy policy = SaPolicy.builder()
                .from(Plans.NATIVE)
                .ikeProposals(List.of(ECP, MODP))
                .perfectForwardSecrecy(false)
                .ikeLifetime(Duration.ofHours(3))
                .childLifetime(SaLifetime.builder()
                        .soft(Duration.ofMinutes(5))
                        .hard(Duration.ofMinutes(7))
                        .build())
                .build();

        try (NativeTerms terms = terms(policy, IkeVersion.IKEV1)) {
            assertThat(terms.version()).isEqualTo(IkeVersion.IKEV1);
            assertThat(terms.ikeProposals()).containsExactly(ECP, MODP);
            assertThat(terms.espProposals()).containsExactly(EspProposal.AES_256_GCM);
            assertThat(terms.perfectForwardSecrecy()).isFalse();
            assertThat(terms.ikeLifetime()).isEqualTo(Duration.ofHours(3));
            assertThat(terms.childLifetime()).isEqualTo(policy.childLifetime());
        }
        try (NativeTerms terms = terms(Plans.NATIVE, IkeVersion.IKEV2)) {
            assertThat(terms.version()).isEqualTo(IkeVersion.IKEV2);
            assertThat(terms.perfectForwardSecrecy()).isTrue();
        }
    }

    @Test
    void proposalsThatTheVersionOrTheDaemonLacksAreLeftOutAndTheOrderStays() {
        SaPolicy policy = SaPolicy.builder()
                .from(Plans.NATIVE)
                .cryptoFloor(CryptoFloor.COMPATIBLE)
                .ikeProposals(List.of(UNKNOWN, SHA1, AEAD, MODP))
                .build();

        try (NativeTerms first = terms(policy, IkeVersion.IKEV1);
                NativeTerms second = terms(policy, IkeVersion.IKEV2)) {
            assertThat(first.ikeProposals()).containsExactly(SHA1, MODP);
            assertThat(second.ikeProposals()).containsExactly(AEAD, MODP);
        }
    }

    @Test
    void natTraversalIsOffOnlyIfPolicyForbidsIt() {
        for (UdpEncapsulation wanted : List.of(UdpEncapsulation.AUTO, UdpEncapsulation.NEVER)) {
            SaPolicy policy = SaPolicy.builder()
                    .from(Plans.NATIVE)
                    .ikeProposals(List.of(MODP))
                    .udpEncapsulation(wanted)
                    .build();

            try (NativeTerms terms = terms(policy, IkeVersion.IKEV1)) {
                assertThat(terms.natTraversal()).isEqualTo(wanted == UdpEncapsulation.AUTO);
            }
        }
    }

    @Test
    void ofSeveralKeysTheFirstIsTakenAndCopied() {
        NativeTerms terms = answer(psk(), PSK).terms().orElseThrow();
        SecretBytes secret = ((NativeAuthentication.PreSharedKey) terms.authentication()).secret();
        assertThat(secret)
                .isEqualTo(keys.get(0).secret())
                .isNotSameAs(keys.get(0).secret());

        terms.close();

        assertThat(secret.isWiped()).isTrue();
        assertThat(keys.get(0).secret().isWiped()).as("the key was only lent").isFalse();
    }

    @Test
    void theKeyIsAskedForByTheNamesOfThePair() {
        List<String> asked = new ArrayList<>();
        IkeOptions.Builder options = IkeOptions.builder().preSharedKeys((local, peer) -> {
            asked.add(local + " " + peer);
            return keys;
        });

        answer(options, PSK).terms().orElseThrow().close();

        assertThat(asked).containsExactly("web1 db1");
    }

    @Test
    void anotherKeyIsAnotherFingerprintAndTheSameKeyTheSame() {
        try (NativeTerms first = answer(psk(), PSK).terms().orElseThrow();
                NativeTerms again = answer(psk(), PSK).terms().orElseThrow()) {
            keys.add(0, key(3));
            try (NativeTerms other = answer(psk(), PSK).terms().orElseThrow()) {
                assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
                assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
            }
        }
    }

    @Test
    void withoutAKeyThePairIsNamedAndTheRemedy() {
        keys.clear();
        refuses(answer(psk(), PSK), "'web1' and 'db1'", "orchestrator");
        refuses(new DaemonTerms(Optional.empty(), DaemonTermsTest::known).of(demand(PSK), path()), "'web1' and 'db1'");
    }

    @Test
    void aSourceThatFailsIsNoKeyAndStopsNobody() {
        IkeOptions.Builder options = IkeOptions.builder().preSharedKeys((local, peer) -> {
            throw new IllegalStateException("the file is gone");
        });

        refuses(answer(options, PSK), "'web1' and 'db1'");
    }

    @Test
    void aPostquantumKeyIsRefusedOnlyIfItIsRequired() {
        refuses(answer(psk().postquantumKey(postquantum(true)), PSK), "'q1'", "set the keying to ike");
        answer(psk().postquantumKey(postquantum(false)), PSK)
                .terms()
                .orElseThrow()
                .close();
    }

    @Test
    void certificatesNeedNoOptionsForTheDaemonHasTheKeys() {
        NativeTerms terms = new DaemonTerms(Optional.empty(), DaemonTermsTest::known)
                .of(demand(CERTIFICATE), path())
                .terms()
                .orElseThrow();

        assertThat(terms.authentication().kind()).isEqualTo(NativeAuthentication.Kind.CERTIFICATE);
    }

    @Test
    void theCertificateOfTheOptionsIsTheOneAndAFailingSourceIsTold() {
        Authority ca = Authority.root("CN=Acme Root CA,O=Acme", "P-256");
        var credential = ca.issue("CN=web1", "P-256").credential(ca).build();
        NativeTerms terms = answer(IkeOptions.builder().certificates(() -> credential), CERTIFICATE)
                .terms()
                .orElseThrow();
        assertThat(((NativeAuthentication.Certificate) terms.authentication()).ownCertificate())
                .isPresent();

        IkeOptions.Builder failing = IkeOptions.builder().certificates(() -> {
            throw new IllegalStateException("the file is gone");
        });
        refuses(answer(failing, CERTIFICATE), "certificate", "the log");
    }

    private IkeOptions.Builder psk() {
        return IkeOptions.builder().preSharedKeys((local, peer) -> List.copyOf(keys));
    }

    private NativeTerms terms(SaPolicy policy, IkeVersion version) {
        HostAssociation pair = association(version);
        return new DaemonTerms(Optional.of(psk().build()), DaemonTermsTest::known)
                .of(new KeyDemand(policy, PSK, Map.of()), path(pair))
                .terms()
                .orElseThrow();
    }

    private static DaemonTerms.Answer answer(IkeOptions.Builder options, Authentication authentication) {
        return new DaemonTerms(Optional.of(options.build()), DaemonTermsTest::known).of(demand(authentication), path());
    }

    private static void refuses(DaemonTerms.Answer answer, String... parts) {
        assertThat(answer.terms()).isEmpty();
        assertThat(answer.fault()).contains(parts);
    }

    private static KeyDemand demand(Authentication authentication) {
        return new KeyDemand(Plans.NATIVE, authentication, Map.of());
    }

    private static PathDemand path() {
        return path(association(IkeVersion.IKEV1));
    }

    /** The kernel has one of the two ESP proposals of the pair. */
    private static PathDemand path(HostAssociation pair) {
        return new PathDemand(pair, List.of(EspProposal.AES_256_GCM), EspParameters.standard());
    }

    private static HostAssociation association(IkeVersion version) {
        HostAssociation pair = Plans.natively("db1", PATH.toString());
        return HostAssociation.builder()
                .local(pair.local())
                .remote(pair.remote())
                .verdict(pair.verdict())
                .keying(pair.keying())
                .ikeVersion(version)
                .authentication("psk")
                .espProposals(pair.espProposals())
                .paths(pair.paths())
                .rules(pair.rules())
                .build();
    }

    private static Set<IkeProposal> known() {
        return Set.of(MODP, ECP, SHA1, AEAD);
    }

    private static PairKey key(int epoch) {
        return new PairKey(epoch, SecretBytes.copyOf(new byte[] {(byte) epoch, 2, 3, 4}));
    }

    private static PostquantumPreSharedKey postquantum(boolean required) {
        return new PostquantumPreSharedKey("q1", SecretBytes.wrap(new byte[32]), required);
    }
}
