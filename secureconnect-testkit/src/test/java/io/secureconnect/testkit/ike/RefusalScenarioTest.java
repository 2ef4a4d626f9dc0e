package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.auth.PskAuthentication;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two ends that cannot agree: each knows why, and no packet passes. */
@Seeded
class RefusalScenarioTest {
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
                .containsExactly(onA);
        if (onB.length > 0) {
            assertThat(pair.b().faults())
                    .as("%s", pair.transcript())
                    .extracting(IkeFault::reason)
                    .containsExactly(onB);
        }
        assertThat(pair.a().isEstablished() || pair.b().isEstablished())
                .as("%s", pair.transcript())
                .isFalse();
    }

    @Test
    void anotherPreSharedKey(SeededRandom random) {
        assertRefused(
                IkePair.builder(random)
                        .termsOfA(terms -> terms.preSharedKeys("one key"))
                        .termsOfB(terms -> terms.preSharedKeys("another key"))
                        .build(),
                NegotiationFailure.AUTHENTICATION_FAILED,
                NegotiationFailure.AUTHENTICATION_FAILED);
    }

    @Test
    void anIdentityThatThePolicyDoesNotName(SeededRandom random) {
        IkePair pair = IkePair.builder(random)
                .termsOfA(terms -> terms.authentication(PskAuthentication.of(
                        IkeIdentity.keyId("somebody else"),
                        Optional.of(IkeIdentity.keyId("b")),
                        () -> List.of(new io.secureconnect.api.auth.PairKey(0, SecretBytes.copyOf(new byte[32]))))))
                .termsOfB(terms -> terms.authentication(PskAuthentication.of(
                        IkeIdentity.keyId("b"),
                        Optional.of(IkeIdentity.keyId("a")),
                        () -> List.of(new io.secureconnect.api.auth.PairKey(0, SecretBytes.copyOf(new byte[32]))))))
                .build();
        assertRefused(pair, NegotiationFailure.AUTHENTICATION_FAILED, NegotiationFailure.WRONG_IDENTITY);
    }

    @Test
    void noCommonProposalOfIke(SeededRandom random) {
        assertRefused(
                IkePair.builder(random)
                        .termsOfA(terms -> terms.ike("aes256gcm16-prfsha384-x25519"))
                        .termsOfB(terms -> terms.ike("aes256-sha256-modp2048"))
                        .build(),
                NegotiationFailure.NO_IKE_PROPOSAL,
                NegotiationFailure.NO_IKE_PROPOSAL);
    }

    @Test
    void noCommonProposalOfEsp(SeededRandom random) {
        IkePair pair = IkePair.builder(random)
                .termsOfA(terms -> terms.esp("aes256gcm16"))
                .termsOfB(terms -> terms.esp("chacha20poly1305"))
                .build();
        pair.letFly();
        pair.a().initiate();
        pair.advance(Duration.ofMinutes(1));
        pair.assertNoSas();
        Flow flow = pair.flow();
        flow.send();
        flow.assertAllLost();
        assertThat(pair.a().faults()).extracting(IkeFault::reason).contains(NegotiationFailure.NO_ESP_PROPOSAL);
        assertThat(pair.b().faults()).extracting(IkeFault::reason).contains(NegotiationFailure.NO_ESP_PROPOSAL);
    }

    @Test
    void aPeerThatDoesNotAnswer(SeededRandom random) {
        IkePair pair = IkePair.builder(random).build();
        pair.network().conditions(WireConditions.cut());
        assertRefused(pair, NegotiationFailure.PEER_TIMEOUT);
    }

    @Test
    void aPostquantumKeyThatOneInsistsOn(SeededRandom random) {
        PostquantumPreSharedKey required = new PostquantumPreSharedKey("ppk", SecretBytes.copyOf(new byte[32]), true);
        assertRefused(
                IkePair.builder(random.split())
                        .termsOfA(terms -> terms.postquantumKey(required))
                        .build(),
                NegotiationFailure.NO_POSTQUANTUM_KEY);
        IkePair other = IkePair.builder(random.split())
                .termsOfB(terms -> terms.postquantumKey(required))
                .build();
        other.letFly();
        other.a().initiate();
        other.advance(Duration.ofMinutes(2));
        other.assertNoSas();
        assertThat(other.b().faults())
                .extracting(IkeFault::reason)
                .containsExactly(NegotiationFailure.NO_POSTQUANTUM_KEY);
    }

    @Test
    void postquantumKeysThatDiffer(SeededRandom random) {
        byte[] other = new byte[32];
        other[3] = 1;
        IkePair pair = IkePair.builder(random)
                .termsOfA(terms -> terms.postquantumKey(
                        new PostquantumPreSharedKey("ppk", SecretBytes.copyOf(new byte[32]), true)))
                .termsOfB(terms ->
                        terms.postquantumKey(new PostquantumPreSharedKey("ppk", SecretBytes.copyOf(other), true)))
                .build();
        pair.letFly();
        pair.a().initiate();
        pair.advance(Duration.ofMinutes(2));
        pair.assertNoSas();
        assertThat(pair.b().faults())
                .as("%s", pair.transcript())
                .extracting(IkeFault::reason)
                .containsExactly(NegotiationFailure.AUTHENTICATION_FAILED);
    }
}
