package io.secureconnect.core.ike.v1.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.v1.registry.EncapsulationMode;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Proposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Transform;
import io.secureconnect.core.ike.wire.DataAttribute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhaseTwoProposalsTest {
    private static final Spi OURS = new Spi(0x0a0b0c0d);
    private static final Spi THEIRS = new Spi(0xf1f2f3f4);
    private static final Optional<KeyExchangeMethod> NO_PFS = Optional.empty();
    private static final Optional<KeyExchangeMethod> MODP_2048 = Optional.of(KeyExchangeMethod.MODP_2048);
    private static final int TRANSPORT = EncapsulationMode.TRANSPORT.number();

    @Test
    void anOfferIsOneProposalWithATransformForEach() {
        assertThat(of(MODP_2048, "aes256gcm16", "aes128-sha256").offer(OURS))
                .isEqualTo(new SecurityAssociation(
                        1,
                        1,
                        List.of(new Proposal(
                                1,
                                3,
                                Bytes.ofHex("0a0b0c0d"),
                                List.of(
                                        new Transform(1, 20, basic(3, 14, 4, 2, 6, 256, 1, 1, 2, 3600)),
                                        new Transform(2, 12, basic(3, 14, 4, 2, 5, 5, 6, 128, 1, 1, 2, 3600)))))));
    }

    @Test
    void kilobytesAreOfferedWhereTheSaHasALimitOfOctets() {
        SaLifetime lifetime = SaLifetime.builder()
                .hard(Duration.ofHours(20))
                .softBytes(1)
                .hardBytes(100_000L * 1024)
                .build();
        PhaseTwoProposals ours = new PhaseTwoProposals(proposals("aes256gcm16"), NO_PFS, TRANSPORT, lifetime);
        assertThat(transform(ours.offer(OURS)).attributes())
                .endsWith(
                        DataAttribute.ofShort(1, 1),
                        new DataAttribute(2, false, 0, Bytes.ofHex("00011940")),
                        DataAttribute.ofShort(1, 2),
                        new DataAttribute(2, false, 0, Bytes.ofHex("000186a0")));
        PhaseTwoChoice choice =
                of(NO_PFS, "aes256gcm16").choose(ours.offer(THEIRS)).orElseThrow();
        assertThat(choice.lifetime()).contains(Duration.ofHours(20));
        assertThat(choice.kilobytes()).hasValue(100_000);
    }

    @Test
    void whatVersion1HasNoNumberForIsLeftOut() {
        assertThat(of(NO_PFS, "chacha20poly1305", "aes128gcm16").proposals())
                .extracting(EspProposal::keyword)
                .containsExactly("aes128gcm16");
        assertThatThrownBy(() -> of(Optional.of(KeyExchangeMethod.X25519), "aes128gcm16"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x25519")
                .hasMessageContaining("modp2048");
    }

    @Test
    void bothEndsComeToTheSameButForTheSpi() {
        PhaseTwoProposals initiator = of(MODP_2048, "aes128-sha256", "aes256gcm16");
        PhaseTwoChoice chosen = of(MODP_2048, "aes256gcm16", "aes128-sha256")
                .choose(initiator.offer(THEIRS))
                .orElseThrow();
        assertThat(chosen.proposal()).isEqualTo(EspProposal.AES_256_GCM);
        assertThat(chosen.group()).isEqualTo(MODP_2048);
        assertThat(chosen.encapsulation()).isEqualTo(TRANSPORT);
        assertThat(chosen.peerSpi()).isEqualTo(THEIRS);
        assertThat(chosen.lifetime()).contains(Duration.ofHours(1));
        assertThat(chosen.kilobytes()).isEmpty();

        SecurityAssociation answer = chosen.answer(OURS);
        assertThat(answer.proposals().get(0).spi()).isEqualTo(Bytes.ofHex("0a0b0c0d"));
        PhaseTwoChoice accepted = initiator.accepted(answer).orElseThrow();
        assertThat(accepted.proposal()).isEqualTo(chosen.proposal());
        assertThat(accepted.transform()).isEqualTo(chosen.transform());
        assertThat(accepted.peerSpi()).isEqualTo(OURS);
    }

    @Test
    void forwardSecrecyIsAsThisEndAsksOrBetter() {
        Optional<KeyExchangeMethod> ecp = Optional.of(KeyExchangeMethod.ECP_384);
        assertThat(of(MODP_2048, "aes256gcm16").choose(offer(NO_PFS)))
                .as("asked for, not offered")
                .isEmpty();
        assertThat(of(MODP_2048, "aes256gcm16").choose(offer(ecp)))
                .as("another group")
                .isEmpty();
        assertThat(of(NO_PFS, "aes256gcm16").choose(offer(ecp)).orElseThrow().group())
                .as("offered, not asked for")
                .isEqualTo(ecp);
        assertThat(of(NO_PFS, "aes256gcm16").choose(withGroup(2)))
                .as("1024 bits")
                .isEmpty();
        assertThat(of(NO_PFS, "aes256gcm16").choose(withGroup(24)))
                .as("not among ours")
                .isEmpty();
        assertThat(of(NO_PFS, "aes256gcm16").choose(withGroup(0)))
                .as("no group at all")
                .isEmpty();
    }

    @Test
    void anAnswerHasTheGroupThatWasOffered() {
        assertThat(of(NO_PFS, "aes256gcm16").accepted(offer(MODP_2048))).isEmpty();
        assertThat(of(MODP_2048, "aes256gcm16").accepted(offer(NO_PFS))).isEmpty();
        assertThat(of(MODP_2048, "aes256gcm16").accepted(offer(MODP_2048))).isPresent();
    }

    @Test
    void onlyTheModeThatSuitsThePathIsTaken() {
        for (int mode : new int[] {1, 3, 4, 61_443, 61_444, 0}) {
            assertThat(of(NO_PFS, "aes256gcm16").choose(inMode(mode)))
                    .as("mode %d", mode)
                    .isEmpty();
        }
        PhaseTwoProposals draft = new PhaseTwoProposals(
                proposals("aes256gcm16"),
                NO_PFS,
                EncapsulationMode.UDP_ENCAPSULATED_TRANSPORT_DRAFT.number(),
                SaLifetime.standard());
        assertThat(draft.choose(inMode(61_444)).orElseThrow().encapsulation()).isEqualTo(61_444);
        assertThat(draft.choose(inMode(4))).isEmpty();
        assertThat(transform(draft.offer(OURS)).attributes()).contains(DataAttribute.ofShort(4, 61_444));
    }

    @Test
    void whatIsMissingOrStrangeMakesATransformUnusable() {
        PhaseTwoProposals ours = of(NO_PFS, "aes256-sha256", "aes256gcm16");
        assertThat(ours.choose(espWith(12, basic(4, 2, 5, 5, 6, 256)))).isPresent();
        assertThat(ours.choose(espWith(12, basic(4, 2, 5, 5))))
                .as("no key length")
                .isEmpty();
        assertThat(ours.choose(espWith(12, basic(4, 2, 6, 256))))
                .as("no integrity")
                .isEmpty();
        assertThat(ours.choose(espWith(12, basic(5, 5, 6, 256)))).as("no mode").isEmpty();
        assertThat(ours.choose(espWith(12, basic(4, 2, 5, 5, 6, 256, 11, 1))))
                .as("64-bit numbers")
                .isEmpty();
        assertThat(ours.choose(espWith(20, basic(4, 2, 5, 5, 6, 256))))
                .as("AEAD with integrity")
                .isEmpty();
        assertThat(ours.choose(espWith(18, basic(4, 2, 6, 256))))
                .as("a short tag")
                .isEmpty();
    }

    @Test
    void anAeadCipherMayNameItsOwnTagButNoOther() {
        PhaseTwoProposals ours = of(NO_PFS, "aes256gcm16", "aes128gcm16");
        SecurityAssociation named = espWith(20, basic(4, 2, 5, 13, 6, 256));
        assertThat(ours.choose(named).orElseThrow().answer(THEIRS)).isEqualTo(named);
        assertThat(ours.choose(espWith(20, basic(4, 2, 5, 11, 6, 128)))).isPresent();
        assertThat(ours.choose(espWith(20, basic(4, 2, 5, 11, 6, 256))))
                .as("tag of 128, key of 256")
                .isEmpty();
        assertThat(ours.choose(espWith(20, basic(4, 2, 5, 2, 6, 256))))
                .as("HMAC")
                .isEmpty();
        assertThat(of(NO_PFS, "aes256-sha256").choose(espWith(12, basic(4, 2, 5, 13, 6, 256))))
                .as("CBC with a tag")
                .isEmpty();
    }

    @Test
    void whatIsBrokenIsNeverTakenWhateverPolicySays() {
        PhaseTwoProposals everything =
                new PhaseTwoProposals(EspProposal.all(), NO_PFS, TRANSPORT, SaLifetime.standard());
        for (int transform : new int[] {1, 2, 3, 7, 9, 10, 11, 13, 23}) {
            for (List<DataAttribute> attributes :
                    List.of(basic(4, 2, 5, 2), basic(4, 2, 5, 5), basic(4, 2, 5, 5, 6, 128))) {
                assertThat(everything.choose(espWith(transform, attributes)))
                        .as("ESP transform %d", transform)
                        .isEmpty();
            }
        }
        assertThat(everything.choose(espWith(12, basic(4, 2, 5, 1, 6, 256))))
                .as("HMAC-MD5")
                .isEmpty();
    }

    @Test
    void onlyEspOnItsOwnWithAWorkingSpiIsTaken() {
        PhaseTwoProposals ours = of(NO_PFS, "aes256gcm16");
        Transform good = transform(ours.offer(THEIRS));
        Bytes spi = Bytes.ofHex("f1f2f3f4");
        assertThat(ours.choose(association(new Proposal(1, 2, spi, List.of(good)))))
                .as("AH")
                .isEmpty();
        assertThat(ours.choose(association(new Proposal(1, 3, Bytes.ofHex("000000ff"), List.of(good)))))
                .as("reserved SPI")
                .isEmpty();
        assertThat(ours.choose(association(new Proposal(1, 3, Bytes.ofHex("f1f2"), List.of(good)))))
                .as("2 octets of SPI")
                .isEmpty();
        assertThat(ours.choose(
                        association(new Proposal(1, 2, spi, List.of(good)), new Proposal(1, 3, spi, List.of(good)))))
                .as("AH and ESP")
                .isEmpty();
        PhaseTwoChoice second = ours.choose(
                        association(new Proposal(1, 2, spi, List.of(good)), new Proposal(2, 3, spi, List.of(good))))
                .orElseThrow();
        assertThat(second.answer(OURS))
                .isEqualTo(association(new Proposal(2, 3, Bytes.ofHex("0a0b0c0d"), List.of(good))));
    }

    @Test
    void anAnswerIsExactlyOneTransform() {
        PhaseTwoProposals ours = of(NO_PFS, "aes256gcm16", "aes128gcm16");
        assertThat(ours.accepted(ours.offer(THEIRS))).isEmpty();
        assertThat(ours.accepted(association())).isEmpty();
        Proposal one = offer(NO_PFS).proposals().get(0);
        assertThat(ours.accepted(association(one, one))).isEmpty();
        assertThat(ours.accepted(association(one))).isPresent();
    }

    private static SecurityAssociation offer(Optional<KeyExchangeMethod> group) {
        return of(group, "aes256gcm16").offer(THEIRS);
    }

    private static SecurityAssociation withGroup(int group) {
        return espWith(20, basic(4, 2, 6, 256, 3, group));
    }

    private static SecurityAssociation inMode(int mode) {
        return espWith(20, basic(4, mode, 6, 256));
    }

    private static SecurityAssociation espWith(int transform, List<DataAttribute> attributes) {
        return association(
                new Proposal(1, 3, Bytes.ofHex("f1f2f3f4"), List.of(new Transform(1, transform, attributes))));
    }

    private static SecurityAssociation association(Proposal... proposals) {
        return new SecurityAssociation(1, 1, List.of(proposals));
    }

    private static Transform transform(SecurityAssociation association) {
        return association.proposals().get(0).transforms().get(0);
    }

    private static PhaseTwoProposals of(Optional<KeyExchangeMethod> group, String... keywords) {
        return new PhaseTwoProposals(proposals(keywords), group, TRANSPORT, SaLifetime.standard());
    }

    private static List<EspProposal> proposals(String... keywords) {
        return Stream.of(keywords).map(EspProposal::parse).toList();
    }

    /** Types and values in turn. */
    private static List<DataAttribute> basic(int... numbers) {
        List<DataAttribute> attributes = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            attributes.add(DataAttribute.ofShort(numbers[i], numbers[i + 1]));
        }
        return attributes;
    }
}
