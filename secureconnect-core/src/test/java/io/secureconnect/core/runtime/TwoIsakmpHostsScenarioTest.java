package io.secureconnect.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.CloseMode;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.CryptoFloor;
import io.secureconnect.api.policy.IkeVersionPolicy;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.v2.MessageCodec;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.spi.Datagram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two engines whose policy means IKEv1, because it takes one of them for a Windows; all else as with IKEv2. */
@Timeout(120)
class TwoIsakmpHostsScenarioTest {
    private final TwoIkeHosts hosts = new TwoIkeHosts();

    @Test
    void agreeOnKeysAndSpeakNothingButIkev1() {
        List<Integer> versions = new ArrayList<>();
        hosts.delivers = datagram -> versions.add(version(datagram));
        keyed();

        assertThat(versions).isNotEmpty().containsOnly(IsakmpHead.IKEV1);
        hosts.hosts().map(host -> host.path().ike().orElseThrow()).forEach(standing -> {
            assertThat(standing.version()).isEqualTo(IkeVersion.IKEV1);
            assertThat(standing.proposal().keyword()).isEqualTo("aes256-sha256-modp2048");
        });
        assertThat(hosts.web1.events)
                .extracting(SecureConnectEvent::kind)
                .contains(SecureConnectEvent.Kind.IKE_ESTABLISHED, SecureConnectEvent.Kind.PATH_ENCRYPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes256-sha384-ecp384", "aes128-sha256-ecp256", "aes128-sha1-modp2048"})
    void theSuitesOfWindowsLeadToKeys(String suite) {
        hosts.applyEverywhere(policy(
                1,
                SaPolicy.builder()
                        .cryptoFloor(CryptoFloor.COMPATIBLE)
                        .ikeProposals(List.of(IkeProposal.parse(suite)))
                        .espProposals(List.of(EspProposal.parse("aes256-sha1")))
                        .build()));
        hosts.advance(Duration.ofSeconds(3));

        hosts.assertKeyed();
        assertThat(hosts.db1.path().ike().orElseThrow().proposal().keyword()).isEqualTo(suite);
    }

    @Test
    void agreeOverALossyWire() {
        Random loss = new Random(5);
        hosts.delivers = datagram -> loss.nextInt(4) > 0;
        hosts.applyEverywhere(policy(1, SaPolicy.standard()));
        hosts.advance(Duration.ofMinutes(3));
        hosts.delivers = datagram -> true;
        hosts.advance(Duration.ofMinutes(2));

        hosts.assertKeyed();
    }

    @Test
    void whoeverStartsAnewReplacesItsOldSasByNewOnes() {
        for (TwoIkeHosts.Host restarted : List.of(hosts.db1, hosts.web1)) {
            keyed();
            List<SaId> before = restarted.sas();
            restarted.close(CloseMode.LEAVE);
            restarted.apply(policy(1, SaPolicy.standard()));
            assertThat(restarted.sas()).as("until there are new keys").isEqualTo(before);
            hosts.advance(Duration.ofSeconds(60));

            hosts.assertKeyed();
            assertThat(restarted.sas()).doesNotContainAnyElementsOf(before);
        }
    }

    @Test
    void removingTellsThePeerAtOnce() {
        keyed();
        hosts.db1.close(CloseMode.REMOVE);
        hosts.advance(Duration.ofSeconds(1));

        assertThat(hosts.db1.sas()).isEmpty();
        assertThat(hosts.web1.sas())
                .as("nothing is sent any more")
                .noneMatch(sa -> sa.direction() == Direction.OUTBOUND);
        hosts.advance(Duration.ofSeconds(5));
        assertThat(hosts.web1.sas())
                .as("nor taken, once what was on its way has come")
                .isEmpty();
    }

    @Test
    void anotherSecretLeavesThePathBlocked() {
        hosts.db1.secret = "another secret";
        hosts.applyEverywhere(policy(1, SaPolicy.standard()));
        hosts.advance(Duration.ofMinutes(2));

        assertThat(hosts.db1.sas()).isEmpty();
        assertThat(hosts.web1.sas()).isEmpty();
        assertThat(hosts.web1.path().negotiationFailure()).contains(NegotiationFailure.AUTHENTICATION_FAILED);
        hosts.db1.secret = hosts.web1.secret;
        hosts.advance(Duration.ofMinutes(6));
        hosts.assertKeyed();
    }

    @Test
    void aPeerThatVanishesIsFoundDeadAndComeBackTo() {
        keyed();
        hosts.delivers = datagram -> false;
        hosts.advance(Duration.ofMinutes(5));
        assertThat(hosts.db1.path().ike()).isEmpty();

        hosts.delivers = datagram -> true;
        hosts.advance(Duration.ofMinutes(3));
        hosts.assertKeyed();
    }

    @Test
    void aNewEpochIsAuthenticatedAnewWithoutABreak() {
        keyed();
        List<SaId> before = hosts.db1.sas();
        hosts.db1.epoch = 2;
        hosts.web1.epoch = 2;
        hosts.advance(Duration.ofMinutes(3));

        hosts.assertKeyed();
        assertThat(hosts.db1.sas()).doesNotContainAnyElementsOf(before);
        assertNeverWithoutKeys();
    }

    @Test
    void certificatesLeadToKeysAndAreReplacedWithoutABreak() {
        Authority ca = Authority.root("CN=Acme Root CA,O=Acme", "P-256");
        hosts.db1.certificate =
                Optional.of(ca.issue("CN=db1", "P-256").credential(ca).build());
        hosts.web1.certificate =
                Optional.of(ca.issue("CN=web1", "P-256").credential(ca).build());
        hosts.applyEverywhere(TwoIkeHosts.policy(
                1,
                SaPolicy.standard(),
                new Authentication.Certificate("CN=Acme Root CA,O=Acme"),
                OperatingSystem.WINDOWS));
        hosts.advance(Duration.ofSeconds(30));
        hosts.assertKeyed();
        List<SaId> before = hosts.db1.sas();

        hosts.web1.certificate =
                Optional.of(ca.issue("CN=web1", "P-256").credential(ca).build());
        hosts.advance(Duration.ofMinutes(3));
        hosts.assertKeyed();
        assertThat(hosts.db1.sas()).doesNotContainAnyElementsOf(before);
        assertNeverWithoutKeys();
    }

    @Test
    void modernReplacesItByIkev2AndCompatibleBringsItBackWithoutABreak() {
        keyed();
        for (int round = 0; round < 2; round++) {
            boolean modern = round == 0;
            List<SaId> before = hosts.db1.sas();
            hosts.applyEverywhere(policy(
                    2 + round,
                    SaPolicy.builder()
                            .ikeVersionPolicy(modern ? IkeVersionPolicy.MODERN : IkeVersionPolicy.COMPATIBLE)
                            .build()));
            hosts.advance(Duration.ofMinutes(2));

            hosts.assertKeyed();
            assertThat(hosts.web1.path().ike().orElseThrow().version())
                    .isEqualTo(modern ? IkeVersion.IKEV2 : IkeVersion.IKEV1);
            assertThat(hosts.db1.sas()).doesNotContainAnyElementsOf(before);
        }
        assertNeverWithoutKeys();
    }

    @Test
    void childrenAndPhaseOneAreReplacedBeforeTheyEnd() {
        keyed();
        List<SaId> before = hosts.db1.sas();
        hosts.advance(Duration.ofHours(12));

        hosts.assertKeyed();
        assertThat(hosts.db1.sas()).doesNotContainAnyElementsOf(before);
        assertNeverWithoutKeys();
    }

    private void keyed() {
        hosts.applyEverywhere(policy(1, SaPolicy.standard()));
        hosts.advance(Duration.ofSeconds(3));
        hosts.assertKeyed();
    }

    private void assertNeverWithoutKeys() {
        hosts.hosts()
                .forEach(host -> assertThat(host.events)
                        .as("at no moment without keys")
                        .noneMatch(event -> event.kind() == SecureConnectEvent.Kind.IKE_ENDED));
    }

    private static PolicyDocument policy(long version, SaPolicy saPolicy) {
        return TwoIkeHosts.policy(version, saPolicy, new Authentication.PreSharedKey(), OperatingSystem.WINDOWS);
    }

    private static int version(Datagram datagram) {
        byte[] octets = datagram.payload().toArray();
        try {
            return MessageCodec.peek(octets).version();
        } catch (DecodeException e) {
            throw new AssertionError(e);
        }
    }
}
