package io.secureconnect.core.keying.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.crypto.bc.StandardSignatures;
import io.secureconnect.core.ike.host.IsakmpTermsSource;
import io.secureconnect.core.ike.host.PeerWish;
import io.secureconnect.core.ike.host.TermsSource;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.PeerTerms;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.core.pki.Authority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the credentials of a session come from, and when they make another session necessary. */
class OptionsTermsTest {
    private static final String ISSUER = "CN=Acme Root CA,O=Acme";

    private final List<PairKey> keys = new ArrayList<>();
    private final Authority ca = Authority.root(ISSUER, "P-256");
    private Optional<RuntimeException> failure = Optional.empty();
    private CertificateCredential credential =
            ca.issue("CN=web1", "P-256").credential(ca).build();

    private final OptionsTerms terms = new OptionsTerms(
            IkeOptions.builder()
                    .preSharedKeys((local, peer) -> {
                        failure.ifPresent(thrown -> {
                            throw thrown;
                        });
                        return List.copyOf(keys);
                    })
                    .certificates(() -> {
                        failure.ifPresent(thrown -> {
                            throw thrown;
                        });
                        return credential;
                    })
                    .build(),
            new CertificateAuthentication.Tools(new StandardSignatures()));

    @Test
    void withoutAKeyOfThePairThereAreNoTerms() {
        TermsSource.Terms none = terms.of(psk());

        assertThat(none.terms()).isEmpty();
        assertThat(none.fault().orElseThrow().reason()).isEqualTo(NegotiationFailure.NO_CREDENTIAL);
        assertThat(none.fault().orElseThrow().detail()).contains("'web1' and 'db1'");

        keys.add(key(1));
        assertThat(terms.of(psk()).terms().orElseThrow().peer()).isEqualTo("db1");
    }

    @Test
    void aSourceThatFailsStopsNobodyAndEndsNothing() {
        keys.add(key(1));
        Object psk = terms.credentials(psk());
        Object certificate = terms.credentials(certificate());
        failure = Optional.of(new IllegalStateException("the file is gone"));

        assertThat(terms.of(psk()).fault().orElseThrow().reason()).isEqualTo(NegotiationFailure.NO_CREDENTIAL);
        assertThat(terms.credentials(psk())).isEqualTo(psk);
        assertThat(terms.credentials(certificate())).isEqualTo(certificate);
        assertThat(terms.expiring(Authority.NOW)).isEmpty();
    }

    @Test
    void anotherEpochIsAnotherCredentialAndAnOlderOneBesideItIsNot() {
        keys.add(key(1));
        Object first = terms.credentials(psk());
        keys.add(key(0));
        assertThat(terms.credentials(psk())).isEqualTo(first);

        keys.add(0, key(2));
        assertThat(terms.credentials(psk())).isNotEqualTo(first);
    }

    @Test
    void anotherChainAnchorOrRevocationListIsAnotherCredential() {
        Object first = terms.credentials(certificate());
        credential = CertificateCredential.builder().from(credential).build();
        assertThat(terms.credentials(certificate())).as("read again").isEqualTo(first);

        credential = CertificateCredential.builder()
                .from(credential)
                .addRevocationLists(ca.crl(Authority.FROM, Authority.UNTIL))
                .build();
        Object withList = terms.credentials(certificate());
        assertThat(withList).isNotEqualTo(first);

        credential = ca.issue("CN=web1", "P-256").credential(ca).build();
        assertThat(terms.credentials(certificate())).isNotEqualTo(first).isNotEqualTo(withList);
    }

    @Test
    void theEndOfACertificateIsToldAMonthAWeekThreeDaysAndADayAheadEachOnce() {
        Instant end = credential.end();
        List<Duration> told = new ArrayList<>();
        for (Duration ahead = Duration.ofDays(40); !ahead.isNegative(); ahead = ahead.minus(Duration.ofHours(6))) {
            Instant now = end.minus(ahead);
            if (terms.expiring(now).isPresent()) {
                told.add(ahead);
            }
        }

        assertThat(told)
                .containsExactly(
                        Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(3), Duration.ofDays(1), Duration.ZERO);
        assertThat(terms.expiring(end.plusSeconds(1))).isEmpty();
    }

    private static PairKey key(int epoch) {
        return new PairKey(epoch, SecretBytes.copyOf(new byte[] {(byte) epoch, 2, 3, 4}));
    }

    private static PeerWish psk() {
        return wish(new Authentication.PreSharedKey());
    }

    @Test
    void ikev1HasTheSameTermsWithItsOwnProofs() {
        IsakmpTermsSource isakmp =
                isakmp(terms, IkeOptions.builder().preSharedKeys((local, peer) -> List.copyOf(keys)));
        assertThat(isakmp.of(psk()).fault().orElseThrow().reason()).isEqualTo(NegotiationFailure.NO_CREDENTIAL);

        keys.add(key(2));
        keys.add(key(1));
        IsakmpTerms own = isakmp.of(psk()).terms().orElseThrow();
        PeerTerms common = terms.of(psk()).terms().orElseThrow();

        assertThat(own)
                .usingRecursiveComparison()
                .ignoringFields("authentication")
                .isEqualTo(new IsakmpTerms(
                        common.path(),
                        common.peer(),
                        common.ikeProposals(),
                        common.espProposals(),
                        common.childParameters(),
                        common.perfectForwardSecrecy(),
                        common.ikeLifetime(),
                        common.udpEncapsulation(),
                        common.livenessInterval(),
                        common.natKeepaliveInterval(),
                        own.authentication()));
        assertThat(isakmp.of(psk()).terms().orElseThrow().authentication())
                .as("keys are tried in turn over all main modes")
                .isSameAs(own.authentication());
        assertThat(own.authentication().begin(true).preSharedKeys())
                .extracting(PairKey::epoch)
                .containsExactly(2, 1);
    }

    @Test
    void ikev1ProvesItselfByCertificatesToo() {
        IsakmpTermsSource isakmp = isakmp(terms, IkeOptions.builder().certificates(() -> credential));

        assertThat(isakmp.of(certificate())
                        .terms()
                        .orElseThrow()
                        .authentication()
                        .begin(true)
                        .unable(Authority.NOW))
                .isEmpty();
    }

    @Test
    void aRequiredPostquantumKeyIsNotDroppedForIkev1() {
        keys.add(key(1));
        IkeOptions.Builder options = IkeOptions.builder()
                .preSharedKeys((local, peer) -> List.copyOf(keys))
                .postquantumKey(new PostquantumPreSharedKey("q1", SecretBytes.wrap(new byte[32]), true));

        IkeFault fault = isakmp(
                        new OptionsTerms(
                                options.build(), new CertificateAuthentication.Tools(new StandardSignatures())),
                        options)
                .of(psk())
                .fault()
                .orElseThrow();

        assertThat(fault.reason()).isEqualTo(NegotiationFailure.NO_POSTQUANTUM_KEY);
        assertThat(fault.detail()).contains("'q1'").contains("modern");
    }

    private static IsakmpTermsSource isakmp(OptionsTerms common, IkeOptions.Builder options) {
        return new IsakmpOptionsTerms(
                options.build(),
                common,
                new StandardIsakmpCrypto(),
                new CertificateAuthentication.Tools(new StandardSignatures()));
    }

    private static PeerWish certificate() {
        return wish(new Authentication.Certificate(ISSUER));
    }

    private static PeerWish wish(Authentication authentication) {
        SaPolicy policy = SaPolicy.standard();
        return new PeerWish(
                HostPair.of("10.0.0.1", "10.0.0.2"),
                "web1",
                "db1",
                IkeVersion.IKEV2,
                authentication,
                policy.ikeProposals(),
                policy.espProposals(),
                EspParameters.standard(),
                true,
                policy.ikeLifetime(),
                UdpEncapsulation.AUTO,
                policy.ikePorts());
    }
}
