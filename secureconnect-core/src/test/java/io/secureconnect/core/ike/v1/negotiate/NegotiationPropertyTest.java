package io.secureconnect.core.ike.v1.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.wire.DecodeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever two policies say, both ends come to the same over the wire: the first of the responder's that the initiator has. */
class NegotiationPropertyTest {
    private static final Spi INITIATORS = new Spi(0x11223344);
    private static final Spi RESPONDERS = new Spi(0x55667788);

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void phaseOne(
            @ForAll("ikePolicies") List<IkeProposal> initiators,
            @ForAll("ikePolicies") List<IkeProposal> responders,
            @ForAll("methods") int initiatorsMethod,
            @ForAll("methods") int respondersMethod)
            throws DecodeException {
        PhaseOneProposals initiator = new PhaseOneProposals(initiators, initiatorsMethod, Duration.ofHours(20));
        PhaseOneProposals responder = new PhaseOneProposals(responders, respondersMethod, Duration.ofHours(1));
        Optional<IkeProposal> expected = initiatorsMethod == respondersMethod
                ? responder.proposals().stream()
                        .filter(initiator.proposals()::contains)
                        .findFirst()
                : Optional.empty();
        Optional<PhaseOneChoice> chosen = responder.choose(carried(initiator.offer()));
        assertThat(chosen.map(PhaseOneChoice::proposal)).isEqualTo(expected);
        if (chosen.isPresent()) {
            assertThat(chosen.get().lifetime()).contains(Duration.ofHours(20));
            assertThat(initiator.accepted(carried(chosen.get().answer()))).isEqualTo(chosen);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void phaseTwo(
            @ForAll("espPolicies") List<EspProposal> initiators,
            @ForAll("espPolicies") List<EspProposal> responders,
            @ForAll("groups") Optional<KeyExchangeMethod> offered,
            @ForAll("groups") Optional<KeyExchangeMethod> asked)
            throws DecodeException {
        PhaseTwoProposals initiator = new PhaseTwoProposals(initiators, offered, 2, SaLifetime.standard());
        PhaseTwoProposals responder = new PhaseTwoProposals(responders, asked, 2, SaLifetime.standard());
        Optional<EspProposal> expected = asked.isEmpty() || asked.equals(offered)
                ? responder.proposals().stream()
                        .filter(initiator.proposals()::contains)
                        .findFirst()
                : Optional.empty();
        Optional<PhaseTwoChoice> chosen = responder.choose(carried(initiator.offer(INITIATORS)));
        assertThat(chosen.map(PhaseTwoChoice::proposal)).isEqualTo(expected);
        if (chosen.isPresent()) {
            PhaseTwoChoice accepted =
                    initiator.accepted(carried(chosen.get().answer(RESPONDERS))).orElseThrow();
            assertThat(accepted.proposal()).isEqualTo(chosen.get().proposal());
            assertThat(accepted.group()).isEqualTo(chosen.get().group()).isEqualTo(offered);
            assertThat(chosen.get().peerSpi()).isEqualTo(INITIATORS);
            assertThat(accepted.peerSpi()).isEqualTo(RESPONDERS);
        }
    }

    private static SecurityAssociation carried(SecurityAssociation association) throws DecodeException {
        return (SecurityAssociation) IsakmpCodec.decodeChain(1, IsakmpCodec.encodeChain(List.of(association)))
                .payloads()
                .get(0);
    }

    @Provide
    Arbitrary<List<IkeProposal>> ikePolicies() {
        Arbitrary<String> suites = Arbitraries.of("aes128-", "aes256-")
                .flatMap(cipher -> Combinators.combine(
                                Arbitraries.of("sha1-", "sha256-", "sha384-", "sha512-"),
                                Arbitraries.of(
                                        "modp2048", "modp3072", "modp4096", "ecp256", "ecp384", "ecp521", "x25519"))
                        .as((hash, group) -> cipher + hash + group));
        Arbitrary<String> aead = Arbitraries.of("aes256gcm16-prfsha384-ecp384", "chacha20poly1305-prfsha256-x25519");
        return Arbitraries.oneOf(suites, suites, suites, aead)
                .map(IkeProposal::parse)
                .list()
                .uniqueElements()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<EspProposal>> espPolicies() {
        return Arbitraries.of(EspProposal.all()).list().uniqueElements().ofMaxSize(8);
    }

    @Provide
    Arbitrary<Integer> methods() {
        return Arbitraries.of(1, 1, 3, 10);
    }

    @Provide
    Arbitrary<Optional<KeyExchangeMethod>> groups() {
        return Arbitraries.of(
                Optional.empty(), Optional.of(KeyExchangeMethod.MODP_2048), Optional.of(KeyExchangeMethod.ECP_384));
    }
}
