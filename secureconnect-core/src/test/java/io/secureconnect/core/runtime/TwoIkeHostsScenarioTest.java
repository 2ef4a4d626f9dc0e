package io.secureconnect.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.CloseMode;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaId;
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

/** Two engines as embedders get them, real sessions and real cryptography; only kernels, wire and time are the test's. */
@Timeout(120)
class TwoIkeHostsScenarioTest {
    private final TwoIkeHosts hosts = new TwoIkeHosts();

    @Test
    void agreeOnKeysWithinTheSpread() {
        keyed();

        PathStatus path = hosts.db1.path();
        assertThat(path.ike().orElseThrow().initiator())
                .as("db1 comes before web1")
                .isTrue();
        assertThat(path.ike().orElseThrow().proposal().keyword()).isEqualTo("aes256gcm16-prfsha384-x25519");
        assertThat(hosts.web1.path().ike().orElseThrow().initiator()).isFalse();
        assertThat(hosts.web1.events)
                .extracting(SecureConnectEvent::kind)
                .contains(SecureConnectEvent.Kind.IKE_ESTABLISHED, SecureConnectEvent.Kind.PATH_ENCRYPTED);
    }

    @Test
    void agreeOverALossyWire() {
        Random loss = new Random(5);
        hosts.delivers = datagram -> loss.nextInt(4) > 0;
        hosts.applyEverywhere(TwoIkeHosts.policy(1, SaPolicy.standard()));
        hosts.advance(Duration.ofMinutes(3));
        hosts.delivers = datagram -> true;
        hosts.advance(Duration.ofMinutes(2));

        hosts.assertKeyed();
    }

    @Test
    void bothBeginningAtOnceEndWithOneIkeSa() {
        List<Datagram> held = new ArrayList<>();
        hosts.delivers = datagram -> !held.add(datagram);
        hosts.applyEverywhere(TwoIkeHosts.policy(1, SaPolicy.standard()));
        hosts.advance(Duration.ofSeconds(16)); // both have lost patience by now
        hosts.delivers = datagram -> true;
        hosts.advance(Duration.ofMinutes(2));

        assertThat(held.stream().map(datagram -> datagram.local().address()).distinct())
                .as("both began")
                .hasSize(2);
        hosts.assertKeyed();
        hosts.advance(Duration.ofMinutes(10));
        hosts.assertKeyed();
    }

    @Test
    void whoeverStartsAnewReplacesItsOldSasByNewOnes() {
        for (TwoIkeHosts.Host restarted : List.of(hosts.db1, hosts.web1)) {
            keyed();
            List<SaId> before = restarted.sas();
            restarted.close(CloseMode.LEAVE);
            assertThat(restarted.sas()).as("packets go on").isEqualTo(before);

            restarted.apply(TwoIkeHosts.policy(1, SaPolicy.standard()));
            assertThat(restarted.sas()).as("until there are new keys").isEqualTo(before);
            hosts.advance(Duration.ofSeconds(30));

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
        assertThat(hosts.web1.sas()).isEmpty();
        assertThat(hosts.web1.path().state()).isEqualTo(PathStatus.State.WAITING_FOR_KEYS);
    }

    @Test
    void anotherSecretLeavesThePathBlockedAndBothSayWhy() {
        hosts.web1.secret = "another secret";
        hosts.applyEverywhere(TwoIkeHosts.policy(1, SaPolicy.standard()));
        hosts.advance(Duration.ofSeconds(5));

        for (TwoIkeHosts.Host host : List.of(hosts.db1, hosts.web1)) {
            assertThat(host.sas()).isEmpty();
            assertThat(host.path().state()).isEqualTo(PathStatus.State.WAITING_FOR_KEYS);
            assertThat(host.path().negotiationFailure()).contains(NegotiationFailure.AUTHENTICATION_FAILED);
        }

        Explanation explanation = hosts.web1.explain("db1");
        assertThat(explanation.negotiations())
                .singleElement()
                .satisfies(negotiation -> assertThat(
                                negotiation.failure().orElseThrow().reason())
                        .isEqualTo(NegotiationFailure.AUTHENTICATION_FAILED));
        assertThat(explanation.choices()).last().satisfies(choice -> {
            assertThat(choice.topic()).isEqualTo("IKE on 10.0.0.1<->10.0.0.2");
            assertThat(choice.chosen()).isEqualTo("blocked (AUTHENTICATION_FAILED)");
        });

        hosts.web1.secret = hosts.db1.secret;
        hosts.advance(Duration.ofMinutes(1));
        hosts.assertKeyed();
        assertThat(hosts.db1.path().negotiationFailure()).isEmpty();
    }

    @Test
    void aSilentPeerIsSaidToBeSilent() {
        hosts.db1.apply(TwoIkeHosts.policy(1, SaPolicy.standard()));
        hosts.delivers = datagram -> false;
        hosts.advance(Duration.ofMinutes(1));

        assertThat(hosts.db1.path().negotiationFailure()).contains(NegotiationFailure.PEER_TIMEOUT);
    }

    @Test
    void aPeerThatVanishesIsFoundDeadAndComeBackTo() {
        keyed();
        hosts.delivers = datagram -> false;
        hosts.advance(Duration.ofMinutes(3));
        assertThat(hosts.db1.path().ike()).isEmpty();
        assertThat(hosts.db1.path().negotiationFailure()).isPresent();

        hosts.delivers = datagram -> true;
        hosts.advance(Duration.ofMinutes(3));
        hosts.assertKeyed();
    }

    @Test
    void otherTermsReplaceWhatStandsWithoutABreak() {
        keyed();
        List<SaId> before = hosts.db1.sas();
        SaPolicy stricter = SaPolicy.builder()
                .ikeProposals(List.of(IkeProposal.parse("aes256gcm16-prfsha512-ecp384")))
                .build();
        hosts.applyEverywhere(TwoIkeHosts.policy(2, stricter));
        hosts.advance(Duration.ofSeconds(30));

        hosts.assertKeyed();
        assertThat(hosts.db1.sas()).doesNotContainAnyElementsOf(before);
        assertThat(hosts.db1.path().ike().orElseThrow().proposal().keyword()).isEqualTo("aes256gcm16-prfsha512-ecp384");
        assertThat(hosts.db1.events)
                .as("at no moment without keys")
                .noneMatch(event -> event.kind() == SecureConnectEvent.Kind.IKE_ENDED);
    }

    @Test
    void aNewEpochIsAuthenticatedAnewWithoutABreak() {
        keyed();
        List<SaId> before = hosts.db1.sas();
        hosts.db1.epoch = 2;
        hosts.web1.epoch = 2;
        hosts.advance(Duration.ofMinutes(2));

        hosts.assertKeyed();
        assertThat(hosts.db1.sas()).doesNotContainAnyElementsOf(before);
    }

    @Test
    void certificatesAreReplacedWithoutABreakAndRefusedFromAnotherCa() {
        Authority ca = Authority.root("CN=Acme Root CA,O=Acme", "P-256");
        Authority other = Authority.root("CN=Other CA,O=Other", "P-256");
        hosts.db1.certificate =
                Optional.of(ca.issue("CN=db1", "P-256").credential(ca).build());
        hosts.web1.certificate =
                Optional.of(other.issue("CN=web1", "P-256").credential(ca).build());
        hosts.applyEverywhere(
                TwoIkeHosts.policy(1, SaPolicy.standard(), new Authentication.Certificate("CN=Acme Root CA,O=Acme")));
        hosts.advance(Duration.ofSeconds(30));
        assertThat(hosts.db1.sas()).isEmpty();
        assertThat(hosts.db1.path().negotiationFailure()).contains(NegotiationFailure.UNTRUSTED_ISSUER);

        hosts.web1.certificate =
                Optional.of(ca.issue("CN=web1", "P-256").credential(ca).build());
        hosts.advance(Duration.ofMinutes(2));
        hosts.assertKeyed();
        List<SaId> before = hosts.db1.sas();
        hosts.web1.events.clear();

        hosts.web1.certificate =
                Optional.of(ca.issue("CN=web1", "P-256").credential(ca).build());
        hosts.advance(Duration.ofMinutes(3));
        hosts.assertKeyed();
        assertThat(hosts.db1.sas()).doesNotContainAnyElementsOf(before);
        assertThat(hosts.web1.events)
                .as("at no moment without keys")
                .noneMatch(event -> event.kind() == SecureConnectEvent.Kind.IKE_ENDED);
    }

    @Test
    void childrenAreReplacedBeforeTheyEnd() {
        keyed();
        List<SaId> before = hosts.db1.sas();
        hosts.advance(Duration.ofMinutes(55));

        hosts.assertKeyed();
        assertThat(hosts.db1.sas()).doesNotContainAnyElementsOf(before);
        hosts.advance(Duration.ofHours(12));
        hosts.assertKeyed();
    }

    @Test
    void hybridKeyExchangeIsOneSwitch() {
        hosts.applyEverywhere(
                TwoIkeHosts.policy(1, SaPolicy.builder().postquantum(true).build()));
        hosts.advance(Duration.ofSeconds(3));

        hosts.assertKeyed();
        assertThat(hosts.db1.path().ike().orElseThrow().proposal().keyword())
                .isEqualTo("aes256gcm16-prfsha384-x25519-ke1_mlkem768");
    }

    @Test
    void aSuspendedEngineAnswersItsPeerAndNoStranger() throws Exception {
        keyed();
        hosts.web1.engine.orElseThrow().suspend();
        hosts.advance(Duration.ofMinutes(10));
        assertThat(hosts.db1.path().ike()).as("it lives").isPresent();

        hosts.db1.close(CloseMode.LEAVE);
        List<Datagram> answers = new ArrayList<>();
        hosts.delivers = datagram -> answers.add(datagram);
        hosts.db1.apply(TwoIkeHosts.policy(1, SaPolicy.standard()));
        hosts.advance(Duration.ofSeconds(20));
        for (Datagram datagram : answers) {
            assertThat(MessageCodec.peek(datagram.payload().toArray()).response())
                    .isFalse();
        }

        hosts.web1.engine.orElseThrow().resume();
        hosts.advance(Duration.ofMinutes(2));
        hosts.assertKeyed();
    }

    private void keyed() {
        hosts.applyEverywhere(TwoIkeHosts.policy(1, SaPolicy.standard()));
        hosts.advance(Duration.ofSeconds(3));
        hosts.assertKeyed();
    }
}
