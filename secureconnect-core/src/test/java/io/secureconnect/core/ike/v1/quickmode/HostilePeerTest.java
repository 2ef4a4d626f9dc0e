package io.secureconnect.core.ike.v1.quickmode;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.exchange.NatTraversal;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.informational.Notice;
import io.secureconnect.core.ike.v1.negotiate.PhaseTwoProposals;
import io.secureconnect.core.ike.v1.registry.EncapsulationMode;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Proposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Transform;
import io.secureconnect.core.ike.wire.DataAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer, or somebody between the two, that keeps to no rule: what nobody vouches for changes nothing, the rest fails in order. */
class HostilePeerTest {
    private static final int NONCE_AT = 1;
    private static final int HASH_OCTETS = 32;
    private final QuickPair pair = new QuickPair();

    HostilePeerTest() {
        pair.a.pfs = true;
    }

    /** SA, Ni, KE, IDci, IDcr of an honest initiator. */
    private List<IsakmpPayload> offer() {
        return offer(EncapsulationMode.TRANSPORT);
    }

    private List<IsakmpPayload> offer(EncapsulationMode mode) {
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(association(mode));
        payloads.add(new IsakmpPayload.Nonce(Bytes.wrap(new byte[32])));
        payloads.add(new IsakmpPayload.KeyExchange(pair.a
                .crypto
                .keyExchange(QuickPair.IKE.keyExchange())
                .initiate(pair.a.random)
                .data()));
        payloads.addAll(ClientIdentities.of(QuickPair.PATH));
        return payloads;
    }

    private SecurityAssociation association(EncapsulationMode mode) {
        return new PhaseTwoProposals(
                        pair.a.esp, Optional.of(QuickPair.IKE.keyExchange()), mode.number(), pair.a.lifetime)
                .offer(QuickPair.SPI_A);
    }

    private void assertRefused(List<IsakmpPayload> payloads, NegotiationFailure reason, NotifyType notify) {
        Step<AgreedSas> step = pair.b.answers(payloads, pair.a);
        assertThat(step.kind()).as(step.toString()).isEqualTo(Step.Kind.FAILED);
        assertThat(step.fault().orElseThrow().reason()).isEqualTo(reason);
        assertThat(step.result()).isEmpty();
        Notice told = pair.a.told(QuickPair.sent(step));
        assertThat(((Notice.Refusal) told).type()).isEqualTo(notify.number());
        assertThat(pair.b.crypto.isWiped()).isTrue();
    }

    private void assertMalformed(List<IsakmpPayload> payloads) {
        assertRefused(payloads, NegotiationFailure.PROTOCOL_ERROR, NotifyType.PAYLOAD_MALFORMED);
    }

    @Nested
    class FirstMessage {
        @Test
        void anHonestOneIsAnswered() {
            Step<AgreedSas> step = pair.b.answers(offer(), pair.a);
            assertThat(step.kind()).isEqualTo(Step.Kind.CONTINUED);
            assertThat(pair.b.crypto.isWiped()).isTrue();
        }

        @Test
        void anyPayloadMayBeMissing() {
            assertMalformed(List.of());
            assertMalformed(without(0));
            assertMalformed(without(NONCE_AT));
            assertRefused(without(2), NegotiationFailure.NO_KEY_EXCHANGE, NotifyType.NO_PROPOSAL_CHOSEN);
            assertMalformed(without(3));
            assertMalformed(without(4));
        }

        private List<IsakmpPayload> without(int index) {
            List<IsakmpPayload> payloads = offer();
            payloads.remove(index);
            return payloads;
        }

        @Test
        void anyPayloadMayBeThereTwice() {
            for (int index = 0; index < offer().size(); index++) {
                List<IsakmpPayload> payloads = offer();
                payloads.add(payloads.get(index));
                assertMalformed(payloads);
            }
        }

        @Test
        void theSaComesFirstAndTheRestInAnyOrder() {
            List<IsakmpPayload> late = offer();
            Collections.swap(late, 0, 1);
            assertMalformed(late);
            List<IsakmpPayload> swapped = offer();
            Collections.swap(swapped, 1, 2);
            assertThat(pair.b.answers(swapped, pair.a).kind()).isEqualTo(Step.Kind.CONTINUED);
            List<IsakmpPayload> crossed = offer();
            Collections.swap(crossed, 3, 4);
            assertRefused(crossed, NegotiationFailure.INVALID_SELECTORS, NotifyType.INVALID_ID_INFORMATION);
        }

        @Test
        void payloadsOfOtherExchangesAreRefusedAndUnknownOnesPassedOver() {
            Bytes octets = Bytes.wrap(new byte[20]);
            for (IsakmpPayload stranger : List.of(
                    new IsakmpPayload.Hash(octets),
                    new IsakmpPayload.Signature(octets),
                    new IsakmpPayload.Certificate(4, octets),
                    new IsakmpPayload.CertificateRequest(4, octets),
                    new IsakmpPayload.Delete(1, 3, 4, List.of(Bytes.ofHex("0b000002"))),
                    new IsakmpPayload.NatDiscovery(20, octets),
                    new IsakmpPayload.Fragment(1, 1, true, octets))) {
                List<IsakmpPayload> payloads = offer();
                payloads.add(stranger);
                assertMalformed(payloads);
            }
            List<IsakmpPayload> payloads = offer();
            payloads.add(new IsakmpPayload.VendorId(octets));
            payloads.add(new IsakmpPayload.Unknown(200, octets));
            payloads.add(new IsakmpPayload.Notification(1, 3, Bytes.empty(), 24577, octets));
            assertThat(pair.b.answers(payloads, pair.a).kind()).isEqualTo(Step.Kind.CONTINUED);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 7, 257, 4000})
        void aNonceOfAnotherLengthIsRefused(int octets) {
            List<IsakmpPayload> payloads = offer();
            payloads.set(NONCE_AT, new IsakmpPayload.Nonce(Bytes.wrap(new byte[octets])));
            assertMalformed(payloads);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 5, 8, 16, 255})
        void anSpiOfAnotherSizeIsRefused(int octets) {
            byte[] spi = new byte[octets];
            Arrays.fill(spi, (byte) 0x5a);
            assertRefused(withSpi(Bytes.wrap(spi)), NegotiationFailure.NO_ESP_PROPOSAL, NotifyType.NO_PROPOSAL_CHOSEN);
        }

        @Test
        void aReservedSpiIsRefused() {
            assertRefused(
                    withSpi(Bytes.ofHex("000000ff")),
                    NegotiationFailure.NO_ESP_PROPOSAL,
                    NotifyType.NO_PROPOSAL_CHOSEN);
        }

        @Test
        void anSpiThatAnotherChildHasIsRefused() {
            pair.b.outbound = Set.of(QuickPair.SPI_A);
            assertRefused(offer(), NegotiationFailure.PROTOCOL_ERROR, NotifyType.INVALID_SPI);
        }

        private List<IsakmpPayload> withSpi(Bytes spi) {
            Proposal honest = proposal();
            return with(new Proposal(honest.number(), honest.protocol(), spi, honest.transforms()));
        }

        private Proposal proposal() {
            return ((SecurityAssociation) offer().get(0)).proposals().get(0);
        }

        private List<IsakmpPayload> with(Proposal... proposals) {
            List<IsakmpPayload> payloads = offer();
            payloads.set(0, new SecurityAssociation(1, 1, List.of(proposals)));
            return payloads;
        }

        @ParameterizedTest
        @EnumSource(
                value = EncapsulationMode.class,
                names = {"TUNNEL", "UDP_ENCAPSULATED_TUNNEL", "UDP_ENCAPSULATED_TUNNEL_DRAFT"})
        void aTunnelIsRefusedByItsName(EncapsulationMode tunnel) {
            assertRefused(offer(tunnel), NegotiationFailure.TRANSPORT_MODE_REFUSED, NotifyType.NO_PROPOSAL_CHOSEN);
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 4})
        void aBundleIsRefusedAndAnotherProposalTaken(int protocol) {
            Proposal esp = proposal();
            Proposal beside = new Proposal(
                    esp.number(),
                    protocol,
                    esp.spi(),
                    List.of(new Transform(1, 3, List.of(DataAttribute.ofShort(4, 2)))));
            assertRefused(with(beside, esp), NegotiationFailure.NO_ESP_PROPOSAL, NotifyType.NO_PROPOSAL_CHOSEN);
            assertRefused(with(esp, beside), NegotiationFailure.NO_ESP_PROPOSAL, NotifyType.NO_PROPOSAL_CHOSEN);
            assertRefused(with(beside), NegotiationFailure.NO_ESP_PROPOSAL, NotifyType.NO_PROPOSAL_CHOSEN);
            Proposal alone = new Proposal(9, esp.protocol(), esp.spi(), esp.transforms());
            Step<AgreedSas> step = pair.b.answers(with(beside, esp, alone), pair.a);
            assertThat(step.kind()).isEqualTo(Step.Kind.CONTINUED);
        }

        @Test
        void offersOfAnotherKindAreRefused() {
            assertRefused(with(), NegotiationFailure.NO_ESP_PROPOSAL, NotifyType.NO_PROPOSAL_CHOSEN);
            List<IsakmpPayload> otherDoi = offer();
            otherDoi.set(0, new SecurityAssociation(2, 1, List.of(proposal())));
            Step<AgreedSas> step = pair.b.answers(otherDoi, pair.a);
            assertThat(step.kind()).isNotIn(Step.Kind.CONTINUED, Step.Kind.DONE);
            Transform odd = new Transform(1, 20, List.of(DataAttribute.ofShort(99, 1)));
            Proposal esp = proposal();
            assertRefused(
                    with(new Proposal(1, esp.protocol(), esp.spi(), List.of(odd))),
                    NegotiationFailure.NO_ESP_PROPOSAL,
                    NotifyType.NO_PROPOSAL_CHOSEN);
        }

        @Test
        void aPublicValueThatIsNoneIsRefused() {
            for (byte[] value : List.of(new byte[0], new byte[1], new byte[64], new byte[65], new byte[5000])) {
                List<IsakmpPayload> payloads = offer();
                payloads.set(2, new IsakmpPayload.KeyExchange(Bytes.wrap(value)));
                assertRefused(payloads, NegotiationFailure.NO_KEY_EXCHANGE, NotifyType.NO_PROPOSAL_CHOSEN);
            }
        }

        @Test
        void noBitCanBeFlipped() {
            byte[] first = first();
            QuickModeResponder responder = pair.b.responder(first);
            for (int bit = 8 * IsakmpHead.OCTETS; bit < 8 * first.length; bit++) {
                assertIgnored(responder, flipped(first, bit));
            }
            assertThat(responder.receive(first, QuickEnd.NOW).kind())
                    .as("what came before has left no trace")
                    .isEqualTo(Step.Kind.CONTINUED);
        }

        @Test
        void noBitOfTheHeaderMatters() {
            byte[] first = first();
            QuickModeResponder responder = pair.b.responder(first);
            for (int bit = 0; bit < 8 * IsakmpHead.OCTETS; bit++) {
                byte[] flipped = flipped(first, bit);
                boolean unprotected = bit / 8 == 19 && (flipped[19] & 1) == 1 || bit / 8 == 17 && bit % 8 < 4;
                if (!unprotected) { // commit, authentication only and the minor version: nobody vouches for them
                    assertIgnored(responder, flipped);
                }
            }
            assertThat(responder.receive(first, QuickEnd.NOW).kind()).isEqualTo(Step.Kind.CONTINUED);
        }

        @Test
        void shorterAndLongerMessagesAreIgnored() {
            byte[] first = first();
            QuickModeResponder responder = pair.b.responder(first);
            for (int length = 0; length < first.length + 64; length++) {
                if (length != first.length) {
                    assertIgnored(responder, Arrays.copyOf(first, length));
                    assertIgnored(responder, withLength(Arrays.copyOf(first, length)));
                }
            }
        }

        @Test
        void noiseIsIgnored() {
            Random noise = new Random(5);
            byte[] first = first();
            QuickModeResponder responder = pair.b.responder(first);
            for (int i = 0; i < 500; i++) {
                byte[] message = first.clone();
                for (int at = IsakmpHead.OCTETS; at < message.length; at++) {
                    message[at] = (byte) noise.nextInt();
                }
                assertIgnored(responder, message);
            }
        }

        @Test
        void aReplayMakesNoSecondChild() {
            byte[] first = first();
            assertThat(pair.b.responder(first).receive(first, QuickEnd.NOW).kind())
                    .isEqualTo(Step.Kind.CONTINUED);
            assertIgnored(pair.b.responder(first), first);
        }

        @Test
        void itsOwnMessageThrownBackIsIgnored() {
            byte[] first = first();
            assertIgnored(pair.a.responder(first), first);
        }

        @Test
        void aMessageOfAnotherIsakmpSaIsIgnored() {
            byte[] first = first();
            QuickEnd stranger = new QuickPair(
                            IkeProposal.parse("aes256-sha512-ecp256"), NatDetection.none(), NatTraversal.RFC_3947)
                    .b;
            assertIgnored(stranger.responder(first), first);
        }

        private byte[] first() {
            return QuickPair.sent(pair.a.initiator().start(QuickEnd.NOW)).toArray();
        }

        private void assertIgnored(QuickModeResponder responder, byte[] message) {
            Step<AgreedSas> step = responder.receive(message, QuickEnd.NOW);
            assertThat(step.kind()).as(Bytes.copyOf(message) + ": " + step).isEqualTo(Step.Kind.IGNORED);
            assertThat(step.send()).isEmpty();
        }
    }

    @Nested
    class SecondMessage {
        private final QuickModeInitiator begun = pair.a.initiator();
        private final HandResponder responder =
                new HandResponder(pair.b, begun.messageId(), QuickPair.sent(begun.start(QuickEnd.NOW)));

        private Step<AgreedSas> receive(List<IsakmpPayload> payloads) {
            return begun.receive(responder.second(payloads).toArray(), QuickEnd.NOW);
        }

        private void assertFails(List<IsakmpPayload> payloads, NegotiationFailure reason) {
            Step<AgreedSas> step = receive(payloads);
            assertThat(step.kind()).as(step.toString()).isEqualTo(Step.Kind.FAILED);
            assertThat(step.fault().orElseThrow().reason()).isEqualTo(reason);
            assertThat(step.result()).isEmpty();
            assertThat(pair.a.crypto.isWiped()).isTrue();
            assertThat(receive(responder.honest()).kind()).as("it is over").isEqualTo(Step.Kind.IGNORED);
        }

        @Test
        void anHonestOneIsTaken() {
            assertThat(receive(responder.honest()).kind()).isEqualTo(Step.Kind.DONE);
            assertThat(pair.a.crypto.isWiped()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 3, 4})
        void aMissingPayloadEndsIt(int index) {
            List<IsakmpPayload> payloads = responder.honest();
            payloads.remove(index);
            assertFails(payloads, NegotiationFailure.PROTOCOL_ERROR);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 4})
        void aPayloadThatIsThereTwiceEndsIt(int index) {
            List<IsakmpPayload> payloads = responder.honest();
            payloads.add(payloads.get(index));
            assertFails(payloads, NegotiationFailure.PROTOCOL_ERROR);
        }

        @Test
        void aMissingPublicValueEndsIt() {
            List<IsakmpPayload> payloads = responder.honest();
            payloads.remove(2);
            assertFails(payloads, NegotiationFailure.NO_KEY_EXCHANGE);
        }

        @Test
        void anIllegalPublicValueEndsIt() {
            List<IsakmpPayload> payloads = responder.honest();
            payloads.set(2, new IsakmpPayload.KeyExchange(Bytes.wrap(new byte[64])));
            assertFails(payloads, NegotiationFailure.NO_KEY_EXCHANGE);
        }

        @Test
        void whatWasNotOfferedIsNotTaken() {
            List<IsakmpPayload> payloads = responder.honest();
            SecurityAssociation honest = (SecurityAssociation) payloads.get(0);
            Proposal proposal = honest.proposals().get(0);
            List<DataAttribute> shorterKey = new ArrayList<>();
            proposal.transforms()
                    .get(0)
                    .attributes()
                    .forEach(a -> shorterKey.add(a.type() == 6 ? DataAttribute.ofShort(6, 128) : a));
            Transform weak = new Transform(1, proposal.transforms().get(0).id(), shorterKey);
            payloads.set(
                    0,
                    new SecurityAssociation(
                            1, 1, List.of(new Proposal(1, proposal.protocol(), proposal.spi(), List.of(weak)))));
            assertFails(payloads, NegotiationFailure.PROTOCOL_ERROR);
        }

        @Test
        void anSpiThatAnotherChildHasIsNotTaken() {
            pair.a.outbound = Set.of(QuickPair.SPI_B);
            QuickModeInitiator second = pair.a.initiator();
            HandResponder answering =
                    new HandResponder(pair.b, second.messageId(), QuickPair.sent(second.start(QuickEnd.NOW)));
            Step<AgreedSas> step =
                    second.receive(answering.second(answering.honest()).toArray(), QuickEnd.NOW);
            assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
            assertThat(step.fault().orElseThrow().notifyType()).hasValue(NotifyType.INVALID_SPI.number());
            begun.close();
            assertThat(pair.a.crypto.isWiped()).isTrue();
        }

        @Test
        void aTunnelIsNotTaken() {
            List<IsakmpPayload> payloads = responder.honest();
            payloads.set(0, association(EncapsulationMode.TUNNEL));
            assertFails(payloads, NegotiationFailure.TRANSPORT_MODE_REFUSED);
        }

        @Test
        void twoTransformsAreNoChoice() {
            List<IsakmpPayload> payloads = responder.honest();
            Proposal proposal =
                    ((SecurityAssociation) payloads.get(0)).proposals().get(0);
            Transform transform = proposal.transforms().get(0);
            payloads.set(
                    0,
                    new SecurityAssociation(
                            1,
                            1,
                            List.of(new Proposal(
                                    1, proposal.protocol(), proposal.spi(), List.of(transform, transform)))));
            assertFails(payloads, NegotiationFailure.PROTOCOL_ERROR);
        }

        @Test
        void aRefusalInItsPlaceIsHeard() {
            Notice refusal = new Notice.Refusal(
                    NotifyType.NO_PROPOSAL_CHOSEN.number(), Optional.empty(), Faults.malformed("not sent"));
            Step<AgreedSas> step = receive(List.of(refusal.payload(pair.b.phaseOne.cookies())));
            assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
            assertThat(step.send()).isEmpty();
            assertThat(step.fault().orElseThrow().reason()).isEqualTo(NegotiationFailure.NO_ESP_PROPOSAL);
            assertThat(pair.a.crypto.isWiped()).isTrue();
        }

        @Test
        void noBitCanBeFlipped() {
            byte[] second = responder.second(responder.honest()).toArray();
            for (int bit = 8 * IsakmpHead.OCTETS; bit < 8 * second.length; bit++) {
                assertThat(begun.receive(flipped(second, bit), QuickEnd.NOW).kind())
                        .isEqualTo(Step.Kind.IGNORED);
            }
            assertThat(begun.receive(second, QuickEnd.NOW).kind()).isEqualTo(Step.Kind.DONE);
        }

        @Test
        void aReplayChangesNothing() {
            byte[] second = responder.second(responder.honest()).toArray();
            assertThat(begun.receive(second, QuickEnd.NOW).kind()).isEqualTo(Step.Kind.DONE);
            assertThat(begun.receive(second, QuickEnd.NOW).kind()).isEqualTo(Step.Kind.IGNORED);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void theHashIsOverWhatThePeerWroteAndNotOverWhatThisHostWouldHaveWritten(boolean hashed) {
            QuickPair natted = new QuickPair(new NatDetection(false, true), NatTraversal.RFC_3947);
            QuickModeInitiator ofA = natted.a.initiator();
            HandResponder ofB = new HandResponder(natted.b, ofA.messageId(), QuickPair.sent(ofA.start(QuickEnd.NOW)));
            List<IsakmpPayload> payloads = ofB.honest();
            payloads.add(new IsakmpPayload.NatOriginalAddress(21, IkeIdentity.address(QuickPair.PATH.remote())));
            int octets = IsakmpCodec.encodeChain(payloads).length;
            natted.b.crypto.rewrite(plain -> {
                byte[] changed = plain.clone();
                changed[indexOf(changed, new byte[] {1, 0, 0, 0, (byte) 192, 0, 2, 2}) + 3] = 1; // a reserved octet
                int rest = 4 + HASH_OCTETS;
                byte[] hash = ofB.hash(Arrays.copyOfRange(changed, rest, rest + octets));
                System.arraycopy(hashed ? hash : plain, hashed ? 0 : 4, changed, 4, HASH_OCTETS);
                return changed;
            });
            assertThat(ofA.receive(ofB.second(payloads).toArray(), QuickEnd.NOW).kind())
                    .isEqualTo(hashed ? Step.Kind.DONE : Step.Kind.IGNORED);
        }

        private int indexOf(byte[] octets, byte[] part) {
            for (int at = octets.length - part.length; at >= 0; at--) {
                if (Arrays.equals(octets, at, at + part.length, part, 0, part.length)) {
                    return at;
                }
            }
            throw new AssertionError("not there");
        }
    }

    @Nested
    class ThirdMessage {
        private final QuickModeInitiator begun = pair.a.initiator();
        private final byte[] first = QuickPair.sent(begun.start(QuickEnd.NOW)).toArray();
        private final QuickModeResponder responder = pair.b.responder(first);
        private final byte[] second =
                QuickPair.sent(responder.receive(first, QuickEnd.NOW)).toArray();

        @Test
        void noBitCanBeFlippedAndNothingElseTakesItsPlace() {
            byte[] third = QuickPair.sent(begun.receive(second, QuickEnd.NOW)).toArray();
            for (int bit = 8 * IsakmpHead.OCTETS; bit < 8 * third.length; bit++) {
                byte[] flipped = flipped(third, bit);
                Step<AgreedSas> step = responder.receive(flipped, QuickEnd.NOW);
                assertThat(step.kind()).isEqualTo(Step.Kind.IGNORED);
            }
            for (byte[] other : List.of(first, second, new byte[0], new byte[28])) {
                assertThat(responder.receive(other, QuickEnd.NOW).kind()).isEqualTo(Step.Kind.IGNORED);
            }
            assertThat(responder.receive(third, QuickEnd.NOW).kind()).isEqualTo(Step.Kind.DONE);
            assertThat(responder.receive(third, QuickEnd.NOW).kind()).isEqualTo(Step.Kind.IGNORED);
        }

        @Test
        void aClosedOneTakesNothing() {
            byte[] third = QuickPair.sent(begun.receive(second, QuickEnd.NOW)).toArray();
            responder.close();
            assertThat(responder.receive(third, QuickEnd.NOW).kind()).isEqualTo(Step.Kind.IGNORED);
        }
    }

    @Test
    void anAbandonedQuickModeLeavesNoSecret() {
        QuickModeInitiator begun = pair.a.initiator();
        byte[] first = QuickPair.sent(begun.start(QuickEnd.NOW)).toArray();
        assertThat(pair.a.crypto.isWiped()).isFalse();
        begun.close();
        assertThat(pair.a.crypto.isWiped()).isTrue();
        byte[] second = QuickPair.sent(pair.b.responder(first).receive(first, QuickEnd.NOW))
                .toArray();
        assertThat(begun.receive(second, QuickEnd.NOW).kind()).isEqualTo(Step.Kind.IGNORED);
    }

    @Test
    void nobodyCanAppendBlocksAndBringTheIvsOutOfStep() {
        byte[] first = QuickPair.sent(pair.a.initiator().start(QuickEnd.NOW)).toArray();
        byte[] longer = withLength(Arrays.copyOf(first, first.length + 16));
        QuickModeResponder responder = pair.b.responder(first);
        assertThat(responder.receive(longer, QuickEnd.NOW).kind()).isEqualTo(Step.Kind.IGNORED);
        assertThat(responder.receive(first, QuickEnd.NOW).kind()).isEqualTo(Step.Kind.CONTINUED);
    }

    @Test
    void whatAPeerPadsWithIsNotItsWord() {
        pair.a.crypto.rewrite(plain -> {
            boolean whole = plain[plain.length - 1] != 0;
            byte[] padded = Arrays.copyOf(plain, plain.length + (whole ? 16 : 0));
            for (int at = padded.length - 1; padded[at] == 0; at--) {
                padded[at] = (byte) 0xa5;
            }
            return padded;
        });
        pair.agree(pair.a);
    }

    private static byte[] flipped(byte[] message, int bit) {
        byte[] flipped = message.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    private static byte[] withLength(byte[] message) {
        if (message.length >= IsakmpHead.OCTETS) {
            message[26] = (byte) (message.length >>> 8);
            message[27] = (byte) message.length;
        }
        return message;
    }
}
