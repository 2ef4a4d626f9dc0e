package io.secureconnect.core.ike.v1.quickmode;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.exchange.NatTraversal;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.informational.Notice;
import io.secureconnect.core.ike.v1.informational.ProtectedExchange;
import io.secureconnect.core.ike.v1.negotiate.PhaseTwoProposals;
import io.secureconnect.core.ike.v1.registry.EncapsulationMode;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.wire.DecodeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quick mode between two ends that keep to the rules (RFC 2409 §5.5). */
class QuickModeTest {
    private static final int FLAGS_AT = 19;
    private static final int COMMIT = 0x02;

    @ParameterizedTest
    @CsvSource({
        "aes256-sha256-modp2048, aes256gcm16,    true",
        "aes256-sha384-ecp384,   aes256-sha256,  true",
        "aes128-sha256-ecp256,   aes128gcm16,    false",
        "aes256-sha512-ecp521,   aes256-sha512,  false",
        "aes128-sha1-modp2048,   aes128-sha1,    true"
    })
    void bothEndsHaveTheSameKeys(String ike, String esp, boolean pfs) {
        QuickPair pair = new QuickPair(IkeProposal.parse(ike), NatDetection.none(), NatTraversal.RFC_3947);
        for (QuickEnd end : List.of(pair.a, pair.b)) {
            end.esp = List.of(EspProposal.parse(esp));
            end.pfs = pfs;
        }
        QuickPair.Agreed agreed = pair.agree(pair.a);
        AgreedSas a = agreed.initiator();
        AgreedSas b = agreed.responder();
        assertThat(a.keys().fromInitiator()).isEqualTo(b.keys().fromInitiator());
        assertThat(a.keys().fromResponder()).isEqualTo(b.keys().fromResponder());
        assertThat(a.keys().fromInitiator()).isNotEqualTo(a.keys().fromResponder());
        assertThat(a.inbound()).isEqualTo(b.outbound()).isEqualTo(QuickPair.SPI_A);
        assertThat(b.inbound()).isEqualTo(a.outbound()).isEqualTo(QuickPair.SPI_B);
        assertThat(a.proposal()).isEqualTo(b.proposal()).isEqualTo(EspProposal.parse(esp));
        assertThat(a.initiator()).isTrue();
        assertThat(b.initiator()).isFalse();
        assertThat(a.udpEncapsulated()).isFalse();
        assertThat(pair.a.crypto.exchanges()).isEqualTo(pfs ? 1 : 0);
        a.close();
        assertThat(a.keys().fromInitiator().isWiped()).isTrue();
    }

    @Test
    void theResponderOfPhaseOneMayBegin() {
        QuickPair pair = new QuickPair();
        QuickPair.Agreed agreed = pair.agree(pair.b);
        assertThat(agreed.initiator().keys().fromInitiator())
                .isEqualTo(agreed.responder().keys().fromInitiator());
    }

    @Test
    void eachQuickModeHasKeysOfItsOwn() {
        QuickPair pair = new QuickPair();
        assertThat(pair.agree(pair.a).initiator().keys().fromInitiator())
                .isNotEqualTo(pair.agree(pair.a).initiator().keys().fromInitiator());
    }

    @Test
    void bothMayBeginAtOnce() {
        QuickPair pair = new QuickPair();
        QuickModeInitiator ofA = pair.a.initiator();
        QuickModeInitiator ofB = pair.b.initiator();
        Bytes firstA = QuickPair.sent(ofA.start(QuickEnd.NOW));
        Bytes firstB = QuickPair.sent(ofB.start(QuickEnd.NOW));
        Step<AgreedSas> secondB = pair.b.responder(firstA).receive(firstA.toArray(), QuickEnd.NOW);
        Step<AgreedSas> secondA = pair.a.responder(firstB).receive(firstB.toArray(), QuickEnd.NOW);
        assertThat(ofA.receive(QuickPair.sent(secondB).toArray(), QuickEnd.NOW).kind())
                .isEqualTo(Step.Kind.DONE);
        assertThat(ofB.receive(QuickPair.sent(secondA).toArray(), QuickEnd.NOW).kind())
                .isEqualTo(Step.Kind.DONE);
    }

    @Nested
    class Encapsulation {
        @ParameterizedTest
        @CsvSource({"RFC_3947, true, false", "RFC_3947, false, true", "DRAFT, true, true"})
        void behindANatEspTravelsInUdp(NatTraversal traversal, boolean localNat, boolean remoteNat) {
            QuickPair pair = new QuickPair(new NatDetection(localNat, remoteNat), traversal);
            QuickPair.Agreed agreed = pair.agree(pair.a);
            assertThat(agreed.initiator().udpEncapsulated()).isTrue();
            assertThat(agreed.responder().udpEncapsulated()).isTrue();
        }

        @Test
        void aNatThatOneEndAloneSeesIsNoCommonGround() {
            QuickPair pair = new QuickPair(new NatDetection(true, false), NatTraversal.RFC_3947);
            QuickEnd blind = new QuickPair().b;
            Bytes first = QuickPair.sent(pair.a.initiator().start(QuickEnd.NOW));
            Step<AgreedSas> step = blind.responder(first).receive(first.toArray(), QuickEnd.NOW);
            assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
            assertFault(step, NegotiationFailure.NO_ESP_PROPOSAL, NotifyType.NO_PROPOSAL_CHOSEN);
        }
    }

    @Nested
    class PerfectForwardSecrecy {
        @Test
        void anEndThatInsistsRefusesAnOfferWithout() {
            QuickPair pair = new QuickPair();
            pair.b.pfs = true;
            Step<AgreedSas> step = pair.offer();
            assertFault(step, NegotiationFailure.NO_ESP_PROPOSAL, NotifyType.NO_PROPOSAL_CHOSEN);
            Notice told = pair.a.told(QuickPair.sent(step));
            assertThat(told.kind()).isEqualTo(Notice.Kind.REFUSAL);
            assertThat(((Notice.Refusal) told).spi()).contains(QuickPair.SPI_A);
            assertThat(((Notice.Refusal) told).fault().reason()).isEqualTo(NegotiationFailure.NO_ESP_PROPOSAL);
        }

        @Test
        void anEndThatDoesNotInsistTakesAnyGroupOfItsPolicy() {
            QuickPair pair = new QuickPair();
            pair.a.pfs = true;
            pair.agree(pair.a);
            assertThat(pair.b.crypto.exchanges()).isEqualTo(1);
        }

        @Test
        void anotherGroupThanPhaseOnesIsTakenOnlyIfPolicyNamesIt() {
            Step<AgreedSas> named = offerOf("modp2048", List.of("aes256-sha256-modp2048"), true);
            assertThat(named.kind()).as(named.toString()).isEqualTo(Step.Kind.CONTINUED);
            for (boolean insists : new boolean[] {true, false}) {
                Step<AgreedSas> step = offerOf("modp2048", List.of("aes256-sha256-ecp384"), insists);
                assertFault(step, NegotiationFailure.NO_ESP_PROPOSAL, NotifyType.NO_PROPOSAL_CHOSEN);
            }
        }

        @Test
        void aPublicValueOfAnotherGroupThanTheOneOfferedIsRefused() {
            QuickPair pair = new QuickPair();
            Bytes modp = pair.a
                    .crypto
                    .keyExchange(KeyExchangeMethod.MODP_2048)
                    .initiate(pair.a.random)
                    .data();
            for (Optional<Bytes> value : List.of(Optional.of(modp), Optional.<Bytes>empty())) {
                Step<AgreedSas> step = pair.b.answers(payloads(pair, KeyExchangeMethod.ECP_256, value), pair.a);
                assertFault(step, NegotiationFailure.NO_KEY_EXCHANGE, NotifyType.NO_PROPOSAL_CHOSEN);
            }
        }

        @Test
        void aPublicValueWithoutAGroupIsRefused() {
            QuickPair pair = new QuickPair();
            KeyExchange.Initiation half =
                    pair.a.crypto.keyExchange(KeyExchangeMethod.ECP_256).initiate(pair.a.random);
            List<IsakmpPayload> payloads = new ArrayList<>(payloads(pair, null, Optional.of(half.data())));
            assertFault(
                    pair.b.answers(payloads, pair.a),
                    NegotiationFailure.NO_KEY_EXCHANGE,
                    NotifyType.NO_PROPOSAL_CHOSEN);
        }

        private Step<AgreedSas> offerOf(String group, List<String> policy, boolean insists) {
            QuickPair pair = new QuickPair();
            pair.b.ike = policy.stream().map(IkeProposal::parse).collect(Collectors.toList());
            pair.b.pfs = insists;
            KeyExchangeMethod method =
                    IkeProposal.parse("aes256-sha256-" + group).keyExchange();
            Bytes value =
                    pair.a.crypto.keyExchange(method).initiate(pair.a.random).data();
            return pair.b.answers(payloads(pair, method, Optional.of(value)), pair.a);
        }

        private List<IsakmpPayload> payloads(QuickPair pair, @Nullable KeyExchangeMethod group, Optional<Bytes> value) {
            List<IsakmpPayload> payloads = new ArrayList<>();
            payloads.add(new PhaseTwoProposals(
                            pair.a.esp,
                            Optional.ofNullable(group),
                            EncapsulationMode.TRANSPORT.number(),
                            pair.a.lifetime)
                    .offer(QuickPair.SPI_A));
            payloads.add(new IsakmpPayload.Nonce(Bytes.wrap(new byte[16])));
            value.ifPresent(v -> payloads.add(new IsakmpPayload.KeyExchange(v)));
            return payloads;
        }
    }

    @Nested
    class Lifetimes {
        @Test
        void theShorterOneCountsAtBothEnds() {
            QuickPair pair = new QuickPair();
            pair.b.lifetime = SaLifetime.builder()
                    .soft(Duration.ofMinutes(10))
                    .hard(Duration.ofMinutes(20))
                    .hardBytes(1 << 30)
                    .build();
            QuickPair.Agreed agreed = pair.agree(pair.a);
            for (AgreedSas sas : List.of(agreed.initiator(), agreed.responder())) {
                assertThat(sas.lifetime()).contains(Duration.ofMinutes(20));
                assertThat(sas.kilobytes()).isEqualTo(OptionalLong.of(1 << 20));
            }
            SaLifetime limits = agreed.initiator().within(pair.a.lifetime);
            assertThat(limits.hard()).contains(Duration.ofMinutes(20));
            assertThat(limits.soft()).contains(Duration.ofSeconds(1000));
            assertThat(limits.hardBytes()).isEqualTo(OptionalLong.of(1 << 30));
            assertThat(limits.softBytes()).isEqualTo(OptionalLong.of((long) ((1 << 30) * 0.9)));
        }

        @Test
        void whatTheInitiatorOffersIsKeptIfItIsShorter() {
            QuickPair pair = new QuickPair();
            pair.a.lifetime = SaLifetime.builder()
                    .hard(Duration.ofMinutes(5))
                    .hardBytes(5_000_000_000L)
                    .build();
            QuickPair.Agreed agreed = pair.agree(pair.a);
            assertThat(agreed.responder().lifetime()).contains(Duration.ofMinutes(5));
            assertThat(agreed.responder().within(pair.b.lifetime).hard()).contains(Duration.ofMinutes(5));
            assertThat(agreed.responder().kilobytes()).isEqualTo(OptionalLong.of(5_000_000_000L / 1024));
            assertThat(agreed.initiator().lifetime()).contains(Duration.ofMinutes(5));
        }

        @Test
        void anOfferThatSaysNothingMeansEightHours() {
            QuickPair pair = new QuickPair();
            pair.a.lifetime = SaLifetime.builder().build();
            pair.b.lifetime = SaLifetime.builder().build();
            assertThat(pair.agree(pair.a).responder().lifetime()).contains(Duration.ofHours(8));
        }
    }

    @Nested
    class CommitBit {
        private final QuickPair pair = new QuickPair();
        private final QuickModeInitiator begun = pair.a.initiator();
        private final HandResponder responder =
                new HandResponder(pair.b, begun.messageId(), QuickPair.sent(begun.start(QuickEnd.NOW)));

        @Test
        void anInitiatorWaitsForConnectedAsWindowsSaysIt() {
            wait(responder.secondWithCommit(responder.honest()));
            Bytes fourth = responder.fourth(new Notice.Connected(Optional.of(QuickPair.SPI_B)));
            byte[] damaged = fourth.toArray();
            damaged[damaged.length - 1] ^= 1;
            assertThat(begun.isConnected(damaged)).isFalse();
            assertThat(begun.isConnected(fourth.toArray())).isTrue();
        }

        @Test
        void anInitiatorWaitsForConnectedAsTheRfcHasIt() {
            wait(responder.secondWithCommit(responder.honest()));
            assertThat(begun.isConnected(informational(new Notice.InitialContact())))
                    .isFalse();
            assertThat(begun.isConnected(informational(new Notice.Connected(Optional.empty()))))
                    .isTrue();
        }

        @Test
        void nothingIsConnectedBeforeTheExchangeIsOver() {
            assertThat(begun.isConnected(informational(new Notice.Connected(Optional.empty()))))
                    .isFalse();
        }

        private void wait(Bytes second) {
            Step<AgreedSas> step = begun.receive(second.toArray(), QuickEnd.NOW);
            assertThat(step.result().orElseThrow().commit()).isTrue();
            assertThat(responder.isThird(QuickPair.sent(step))).isTrue();
        }

        private byte[] informational(Notice notice) {
            ProtectedExchange peer =
                    new ProtectedExchange(pair.b.phaseOne, ExchangeType.INFORMATIONAL, begun.messageId());
            return peer.seal(peer.hashes()::informational, List.of(notice.payload(pair.b.phaseOne.cookies())))
                    .toArray();
        }

        @Test
        void aResponderNeverSetsIt() throws DecodeException {
            QuickPair pair = new QuickPair();
            byte[] first =
                    QuickPair.sent(pair.a.initiator().start(QuickEnd.NOW)).toArray();
            first[FLAGS_AT] |= COMMIT;
            Step<AgreedSas> second = pair.b.responder(first).receive(first, QuickEnd.NOW);
            assertThat(IsakmpCodec.peek(QuickPair.sent(second).toArray()).commit())
                    .isFalse();
            assertThat(second.result().orElseThrow().commit()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKernelWithoutSpiEndsIt(boolean pfs) {
        QuickPair pair = new QuickPair();
        pair.a.pfs = pfs;
        pair.b.nextSpi = Optional.empty();
        Step<AgreedSas> step = pair.offer();
        assertFault(step, NegotiationFailure.KERNEL_REFUSED, NotifyType.NO_PROPOSAL_CHOSEN);
        assertThat(pair.b.crypto.isWiped()).isTrue();
    }

    @Test
    void nothingIsSentIfIkev1HasNoWordsForPolicy() {
        QuickPair pair = new QuickPair();
        pair.a.esp = List.of(EspProposal.parse("chacha20poly1305"));
        Step<AgreedSas> step = pair.a.initiator().start(QuickEnd.NOW);
        assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
        assertThat(step.send()).isEmpty();
        assertThat(step.fault().orElseThrow().detail()).contains("chacha20poly1305");
    }

    private static void assertFault(Step<AgreedSas> step, NegotiationFailure reason, NotifyType notify) {
        assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
        assertThat(step.fault().orElseThrow().reason()).isEqualTo(reason);
        assertThat(step.fault().orElseThrow().notifyType()).hasValue(notify.number());
    }
}
