package io.secureconnect.core.ike.v1.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Proposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Transform;
import io.secureconnect.core.ike.wire.DataAttribute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseOneProposalsTest {
    private static final int PRE_SHARED = 1;
    private static final int RSA = 3;
    private static final Duration EIGHT_HOURS = Duration.ofHours(8);

    @Test
    void anOfferIsOneProposalWithATransformForEach() {
        SecurityAssociation offer =
                of("aes256-sha384-ecp384", "aes128-sha256-modp2048").offer();
        assertThat(offer)
                .isEqualTo(new SecurityAssociation(
                        1,
                        1,
                        List.of(new Proposal(
                                1,
                                1,
                                Bytes.empty(),
                                List.of(
                                        new Transform(1, 1, basic(1, 7, 2, 5, 3, 1, 4, 20, 14, 256, 11, 1, 12, 28_800)),
                                        new Transform(
                                                2, 1, basic(1, 7, 2, 4, 3, 1, 4, 14, 14, 128, 11, 1, 12, 28_800)))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes256gcm16-prfsha384-ecp384",
                "chacha20poly1305-prfsha256-x25519",
                "aes256-sha256-x25519",
                "aes256-sha256-x448",
                "aes256-sha256-ecp256-ke1_mlkem768"
            })
    void whatVersion1HasNoWordsForIsLeftOut(String keyword) {
        assertThat(of(keyword, "aes256-sha256-modp2048").proposals())
                .extracting(IkeProposal::keyword)
                .containsExactly("aes256-sha256-modp2048");
        assertThat(of(keyword).offer().proposals().get(0).transforms()).isEmpty();
        assertThat(of(keyword).choose(of(keyword).offer())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"modp2048,14", "modp3072,15", "modp4096,16", "ecp256,19", "ecp384,20", "ecp521,21"})
    void groupsHaveTheirNumbers(String group, int number) {
        assertThat(of("aes128-sha512-" + group)
                        .offer()
                        .proposals()
                        .get(0)
                        .transforms()
                        .get(0)
                        .attributes())
                .contains(DataAttribute.ofShort(4, number), DataAttribute.ofShort(2, 6));
    }

    @Test
    void thePolicyOfTheOneWhoAnswersDecides() {
        PhaseOneProposals responder = of("aes256-sha256-modp2048", "aes128-sha256-modp2048");
        SecurityAssociation offer =
                of("aes128-sha256-modp2048", "aes256-sha256-modp2048").offer();
        PhaseOneChoice choice = responder.choose(offer).orElseThrow();
        assertThat(choice.proposal().keyword()).isEqualTo("aes256-sha256-modp2048");
        assertThat(choice.lifetime()).contains(EIGHT_HOURS);
        assertThat(choice.answer().proposals()).hasSize(1);
        assertThat(choice.answer().proposals().get(0).transforms())
                .containsExactly(offer.proposals().get(0).transforms().get(1));
    }

    @Test
    void bothEndsComeToTheSame() {
        PhaseOneProposals initiator = of("aes256-sha384-ecp384", "aes256-sha256-modp2048");
        PhaseOneChoice chosen =
                of("aes256-sha256-modp2048").choose(initiator.offer()).orElseThrow();
        assertThat(initiator.accepted(chosen.answer())).contains(chosen);
    }

    @Test
    void otherMethodsAndAlgorithmsDoNotMeet() {
        PhaseOneProposals responder = of("aes256-sha256-modp2048");
        assertThat(responder.choose(of("aes256-sha256-modp3072").offer())).isEmpty();
        assertThat(responder.choose(of("aes256-sha384-modp2048").offer())).isEmpty();
        assertThat(responder.choose(of("aes128-sha256-modp2048").offer())).isEmpty();
        assertThat(responder.choose(new PhaseOneProposals(responder.proposals(), RSA, EIGHT_HOURS).offer()))
                .isEmpty();
    }

    @Test
    void anyOtherAttributeMakesATransformUnusable() {
        for (DataAttribute strange : basic(5, 1, 13, 1, 16_384, 0, 15, 256)) {
            SecurityAssociation offer = changed(t -> {
                List<DataAttribute> more = new ArrayList<>(t.attributes());
                more.add(strange);
                return new Transform(t.number(), t.id(), more);
            });
            assertThat(of("aes256-sha256-modp2048").choose(offer))
                    .as("%s", strange)
                    .isEmpty();
        }
    }

    @Test
    void aCipherWithoutKeyLengthIsNotTaken() {
        SecurityAssociation offer = changed(t -> new Transform(
                t.number(),
                t.id(),
                t.attributes().stream().filter(a -> a.type() != 14).toList()));
        assertThat(of("aes128-sha256-modp2048", "aes256-sha256-modp2048").choose(offer))
                .isEmpty();
    }

    @Test
    void onlyKeyIkeIsATransformOfPhaseOne() {
        assertThat(of("aes256-sha256-modp2048").choose(changed(t -> new Transform(t.number(), 2, t.attributes()))))
                .isEmpty();
    }

    @Test
    void onlyTheIpsecDoiWithoutLabelsCounts() {
        PhaseOneProposals ours = of("aes256-sha256-modp2048");
        List<Proposal> proposals = ours.offer().proposals();
        assertThat(ours.choose(new SecurityAssociation(0, 1, proposals))).isEmpty();
        assertThat(ours.choose(new SecurityAssociation(1, 9, proposals))).isEmpty();
        assertThat(ours.choose(new SecurityAssociation(1, 1, List.of()))).isEmpty();
    }

    @Test
    void proposalsOfOneNumberAreABundleAndNotTaken() {
        PhaseOneProposals ours = of("aes256-sha256-modp2048");
        Proposal one = ours.offer().proposals().get(0);
        Proposal esp = new Proposal(1, 3, Bytes.ofHex("01020304"), List.of());
        assertThat(ours.choose(new SecurityAssociation(1, 1, List.of(one, esp))))
                .isEmpty();
        Proposal second = new Proposal(2, 1, Bytes.empty(), one.transforms());
        PhaseOneChoice choice =
                ours.choose(new SecurityAssociation(1, 1, List.of(esp, second))).orElseThrow();
        assertThat(choice.answer().proposals()).containsExactly(second);
    }

    @Test
    void aProposalWithAnSpiIsAnsweredWithoutOne() {
        PhaseOneProposals ours = of("aes256-sha256-modp2048");
        Proposal one = ours.offer().proposals().get(0);
        Proposal cookie = new Proposal(1, 1, Bytes.ofHex("0102030405060708"), one.transforms());
        assertThat(ours.choose(new SecurityAssociation(1, 1, List.of(cookie)))
                        .orElseThrow()
                        .answer())
                .isEqualTo(ours.offer());
    }

    @Test
    void anAnswerIsExactlyOneTransformThatWasOffered() {
        PhaseOneProposals ours = of("aes256-sha256-modp2048", "aes128-sha256-modp2048");
        assertThat(ours.accepted(ours.offer())).as("two transforms").isEmpty();
        assertThat(ours.accepted(new SecurityAssociation(1, 1, List.of())))
                .as("none")
                .isEmpty();
        Proposal one = of("aes256-sha256-modp2048").offer().proposals().get(0);
        assertThat(ours.accepted(new SecurityAssociation(1, 1, List.of(one, one))))
                .as("two proposals")
                .isEmpty();
        assertThat(ours.accepted(of("aes256-sha256-modp3072").offer()))
                .as("another group")
                .isEmpty();
        Transform renumbered = new Transform(7, 1, one.transforms().get(0).attributes());
        assertThat(ours.accepted(
                        new SecurityAssociation(1, 1, List.of(new Proposal(3, 1, Bytes.empty(), List.of(renumbered))))))
                .as("numbers are a matter of courtesy (RFC 2408 §4.2)")
                .isPresent();
    }

    @Test
    void theLifetimeOfTheAnswerCounts() {
        PhaseOneProposals ours = of("aes256-sha256-modp2048");
        SecurityAssociation shorter = changed(t -> {
            List<DataAttribute> attributes = new ArrayList<>(t.attributes());
            attributes.set(attributes.size() - 1, new DataAttribute(12, false, 0, Bytes.ofHex("00000e10")));
            return new Transform(t.number(), t.id(), attributes);
        });
        assertThat(ours.accepted(shorter).orElseThrow().lifetime()).contains(Duration.ofHours(1));
    }

    private static SecurityAssociation changed(UnaryOperator<Transform> change) {
        Proposal one = of("aes256-sha256-modp2048").offer().proposals().get(0);
        List<Transform> transforms = one.transforms().stream().map(change).toList();
        return new SecurityAssociation(1, 1, List.of(new Proposal(1, 1, Bytes.empty(), transforms)));
    }

    private static PhaseOneProposals of(String... keywords) {
        return new PhaseOneProposals(Stream.of(keywords).map(IkeProposal::parse).toList(), PRE_SHARED, EIGHT_HOURS);
    }

    /** Types and values in turn. */
    private static List<DataAttribute> basic(int... numbers) {
        List<DataAttribute> attributes = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            attributes.add(DataAttribute.ofShort(numbers[i], numbers[i + 1]));
        }
        assertThat(attributes).as(Arrays.toString(numbers)).isNotEmpty();
        return attributes;
    }
}
