package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two ends that cannot agree: each knows why, and no packet passes. */
@Seeded
class IsakmpRefusalScenarioTest {
    private static IkePairBuilder pair(SeededRandom random) {
        return IkePair.builder(random).version(IkeVersion.IKEV1);
    }

    /** Lets a begin, and checks that nothing comes of it. */
    private static void assertRefused(IkePair pair, NegotiationFailure onA, NegotiationFailure... onB) {
        pair.letFly();
        pair.a().initiate();
        pair.advance(Duration.ofMinutes(5));
        Flow flow = pair.flow();
        flow.send();
        flow.assertAllLost();
        pair.assertNoSas();
        assertThat(pair.a().faults())
                .as("%s", pair.transcript())
                .extracting(IkeFault::reason)
                .contains(onA);
        if (onB.length > 0) {
            assertThat(pair.b().faults())
                    .as("%s", pair.transcript())
                    .extracting(IkeFault::reason)
                    .contains(onB);
        }
    }

    @Test
    void anotherPreSharedKey(SeededRandom random) {
        IkePair pair = pair(random)
                .termsOfA(terms -> terms.preSharedKeys("one key"))
                .termsOfB(terms -> terms.preSharedKeys("another key"))
                .build();
        assertRefused(pair, NegotiationFailure.AUTHENTICATION_FAILED, NegotiationFailure.AUTHENTICATION_FAILED);
        assertThat(pair.a().isEstablished() || pair.b().isEstablished()).isFalse();
    }

    @Test
    void noCommonProposalOfPhaseOne(SeededRandom random) {
        assertRefused(
                pair(random)
                        .termsOfA(terms -> terms.ike("aes256-sha384-ecp384"))
                        .termsOfB(terms -> terms.ike("aes256-sha256-modp2048"))
                        .build(),
                NegotiationFailure.NO_IKE_PROPOSAL,
                NegotiationFailure.NO_IKE_PROPOSAL);
    }

    @Test
    void noCommonProposalOfEsp(SeededRandom random) {
        assertRefused(
                pair(random)
                        .termsOfA(terms -> terms.esp("aes256gcm16"))
                        .termsOfB(terms -> terms.esp("aes256-sha256"))
                        .build(),
                NegotiationFailure.NO_ESP_PROPOSAL,
                NegotiationFailure.NO_ESP_PROPOSAL);
    }

    @Test
    void aChildWithoutTheForwardSecrecyThatOneWantsIsRefusedAndOneWithItIsMade(SeededRandom random) {
        IkePair pair = pair(random)
                .termsOfA(terms -> terms.perfectForwardSecrecy(false))
                .termsOfB(terms -> terms.perfectForwardSecrecy(true))
                .build();
        pair.letFly();
        pair.a().initiate();
        pair.assertNoSas();
        assertThat(pair.a().faults()).extracting(IkeFault::reason).containsExactly(NegotiationFailure.NO_ESP_PROPOSAL);
        assertThat(pair.b().faults()).extracting(IkeFault::reason).containsExactly(NegotiationFailure.NO_ESP_PROPOSAL);
        pair.advance(Duration.ofMinutes(1));
        pair.assertAgree();
        assertThat(pair.transcript().lines().stream()
                        .filter(line -> line.contains("Quick Mode") && line.contains("NONCE"))
                        .skip(1))
                .as("%s", pair.transcript())
                .isNotEmpty()
                .allMatch(line -> line.contains("KE"));
    }

    @Test
    void aPeerThatDoesNotAnswer(SeededRandom random) {
        IkePair pair = pair(random).build();
        pair.network().conditions(WireConditions.cut());
        assertRefused(pair, NegotiationFailure.PEER_TIMEOUT);
        assertThat(pair.a().session().isEnded()).as("%s", pair.transcript()).isTrue();
    }
}
