package io.secureconnect.core.ike.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.wire.v2.Payload.Proposal;
import io.secureconnect.core.ike.wire.v2.Payload.TrafficSelectors;
import io.secureconnect.core.ike.wire.v2.Payload.Transform;
import io.secureconnect.core.ike.wire.v2.Payload.WireSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** RFC 7296 §2.7, §2.9, §3.3: what two ends have in common. */
class ProposalsTest {
    private static final IkeProposal GCM = IkeProposal.parse("aes256gcm16-prfsha256-x25519");
    private static final IkeProposal CBC = IkeProposal.parse("aes256-sha256-modp2048");
    private static final IkeProposal HYBRID = IkeProposal.parse("aes256gcm16-prfsha256-x25519-ke1_mlkem768");
    private static final Spi SPI = new Spi(0x1234);

    private static Transform transform(int type, int id) {
        return new Transform(type, id, OptionalInt.empty(), false);
    }

    private static Proposal with(Proposal proposal, Transform... more) {
        List<Transform> transforms = new ArrayList<>(proposal.transforms());
        transforms.addAll(List.of(more));
        return new Proposal(proposal.number(), proposal.protocol(), proposal.spi(), transforms);
    }

    @Test
    void everyOfferedProposalIsFoundAgainByBothEnds() {
        for (IkeProposal proposal : List.of(GCM, CBC, HYBRID)) {
            List<Proposal> offer = IkeProposals.offer(List.of(GCM, CBC, HYBRID), Bytes.empty());
            IkeChoice choice = IkeProposals.choose(List.of(proposal), offer).orElseThrow();
            assertThat(choice.proposal()).isEqualTo(proposal);
            assertThat(IkeProposals.accepted(List.of(GCM, CBC, HYBRID), List.of(choice.answer(Bytes.empty())))
                            .map(IkeChoice::proposal))
                    .contains(proposal);
        }
    }

    @Test
    void theOrderOfTheOneWhoAnswersDecides() {
        List<Proposal> offer = IkeProposals.offer(List.of(GCM, CBC), Bytes.empty());
        assertThat(IkeProposals.choose(List.of(CBC, GCM), offer).map(IkeChoice::proposal))
                .contains(CBC);
    }

    @Test
    void aPeerThatOffersManyTransformsInOneProposalIsAnsweredWithOneOfEach() {
        Proposal many = with(
                IkeProposals.offer(List.of(GCM), Bytes.empty()).get(0),
                transform(2, 7),
                transform(4, 14),
                transform(4, 19));
        IkeChoice choice = IkeProposals.choose(List.of(GCM), List.of(many)).orElseThrow();
        assertThat(choice.answer().transforms()).extracting(Transform::type).doesNotHaveDuplicates();
    }

    @Test
    void aTransformTypeThatIsNotWantedIsRefusedUnlessItMayBeNone() {
        Proposal plain = IkeProposals.offer(List.of(GCM), Bytes.empty()).get(0);
        assertThat(IkeProposals.choose(List.of(GCM), List.of(with(plain, transform(6, 36)))))
                .isEmpty();
        IkeChoice choice = IkeProposals.choose(List.of(GCM), List.of(with(plain, transform(6, 36), transform(6, 0))))
                .orElseThrow();
        assertThat(choice.answer().transforms()).contains(transform(6, 0));
    }

    @Test
    void additionalKeyExchangesMayLeaveGaps() {
        Proposal plain = IkeProposals.offer(List.of(GCM), Bytes.empty()).get(0);
        Proposal gap = with(plain, transform(8, 36));
        assertThat(IkeProposals.choose(List.of(HYBRID), List.of(gap)).map(IkeChoice::proposal))
                .contains(HYBRID);
        assertThat(IkeProposals.choose(List.of(HYBRID), List.of(plain))).isEmpty();
    }

    @Test
    void attributesThatNobodyKnowsAreNotChosen() {
        Proposal plain = IkeProposals.offer(List.of(GCM), Bytes.empty()).get(0);
        List<Transform> odd = new ArrayList<>();
        plain.transforms().forEach(t -> odd.add(new Transform(t.type(), t.id(), t.keyBits(), true)));
        assertThat(IkeProposals.choose(List.of(GCM), List.of(new Proposal(1, 1, Bytes.empty(), odd))))
                .isEmpty();
    }

    @Test
    void anAnswerThatWasNotOfferedIsNotAccepted() {
        Proposal cbc = IkeProposals.offer(List.of(CBC), Bytes.empty()).get(0);
        assertThat(IkeProposals.accepted(List.of(GCM), List.of(cbc))).isEmpty();
        List<Proposal> two = IkeProposals.offer(List.of(GCM, CBC), Bytes.empty());
        assertThat(IkeProposals.accepted(List.of(GCM, CBC), two)).isEmpty();
        Proposal doubled = with(two.get(0), transform(4, 31));
        assertThat(IkeProposals.accepted(List.of(GCM), List.of(doubled))).isEmpty();
    }

    @Test
    void extendedSequenceNumbersArePreferredAndAPeerWithoutThemIsTaken() {
        EspProposals with = new EspProposals(List.of(EspProposal.AES_256_GCM), true, List.of(), false);
        EspProposals without = new EspProposals(List.of(EspProposal.AES_256_GCM), false, List.of(), false);
        assertThat(with.choose(with.offer(SPI)).map(EspChoice::extendedSequenceNumbers))
                .contains(true);
        assertThat(with.choose(without.offer(SPI)).map(EspChoice::extendedSequenceNumbers))
                .contains(false);
        assertThat(without.choose(with.offer(SPI)).map(EspChoice::extendedSequenceNumbers))
                .contains(false);
    }

    @Test
    void aRequiredKeyExchangeOfTheChildIsInsistedOn() {
        EspProposals required =
                new EspProposals(List.of(EspProposal.AES_256_GCM), true, List.of(KeyExchangeMethod.X25519), true);
        EspProposals optional =
                new EspProposals(List.of(EspProposal.AES_256_GCM), true, List.of(KeyExchangeMethod.X25519), false);
        EspProposals none = required.withoutKeyExchange();
        assertThat(required.choose(none.offer(SPI))).isEmpty();
        assertThat(optional.choose(none.offer(SPI)).flatMap(EspChoice::keyExchange))
                .isEmpty();
        assertThat(optional.choose(required.offer(SPI)).flatMap(EspChoice::keyExchange))
                .isEqualTo(Optional.of(KeyExchangeMethod.X25519));
    }

    @Test
    void aReservedSpiIsNoProposal() {
        EspProposals ours = new EspProposals(List.of(EspProposal.AES_256_GCM), true, List.of(), false);
        Proposal offered = ours.offer(SPI).get(0);
        Proposal reserved = new Proposal(1, 3, Bytes.ofHex("000000ff"), offered.transforms());
        assertThat(ours.choose(List.of(reserved))).isEmpty();
    }

    @Test
    void selectorsMeanTheWholeAddressAndNothingElse() {
        IpAddress address = IpAddress.parse("192.0.2.1");
        TrafficSelectors whole = Selectors.of(true, address);
        WireSelector all = whole.selectors().get(0);
        WireSelector tcp = new WireSelector(7, 6, 80, 80, all.startAddress(), all.endAddress());
        WireSelector wider = new WireSelector(7, 0, 0, 65535, Bytes.ofHex("c0000200"), Bytes.ofHex("c00002ff"));
        assertThat(Selectors.mean(whole, address)).isTrue();
        assertThat(Selectors.mean(new TrafficSelectors(true, List.of(tcp, all)), address))
                .isTrue();
        assertThat(Selectors.mean(new TrafficSelectors(true, List.of(tcp)), address))
                .isFalse();
        assertThat(Selectors.mean(new TrafficSelectors(true, List.of(wider)), address))
                .isFalse();
        assertThat(Selectors.mean(new TrafficSelectors(true, List.of(all, wider)), address))
                .isFalse();
        assertThat(Selectors.mean(whole, IpAddress.parse("192.0.2.2"))).isFalse();
        assertThat(Selectors.meanOneAddress(whole, AddressFamily.IPV4)).isTrue();
        assertThat(Selectors.meanOneAddress(whole, AddressFamily.IPV6)).isFalse();
        assertThat(Selectors.meanOneAddress(new TrafficSelectors(true, List.of(wider)), AddressFamily.IPV4))
                .isFalse();
        assertThat(Selectors.whole(new TrafficSelectors(true, List.of(tcp, all))))
                .isEqualTo(whole);
    }
}
