package io.secureconnect.core.ike.v1.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.v1.negotiate.OfferText;
import io.secureconnect.core.ike.v1.negotiate.PhaseOneProposals;
import io.secureconnect.core.ike.v1.negotiate.PhaseTwoProposals;
import io.secureconnect.core.ike.v1.registry.VendorId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Octets of ISAKMP from the network, and from whoever has the keys, as Jazzer makes them up; CONTRIBUTING.md says how to let it
 * search. Ordinary builds replay what it found, without Jazzer: {@link IsakmpFuzzTest}.
 */
class IsakmpFuzz {
    private static final Spi OURS = new Spi(0x01020304);
    private static final PhaseOneProposals PHASE_ONE = new PhaseOneProposals(
            Stream.of("aes256-sha256-modp2048", "aes128-sha1-ecp384")
                    .map(IkeProposal::parse)
                    .toList(),
            1,
            Duration.ofHours(8));
    private static final PhaseTwoProposals PHASE_TWO = new PhaseTwoProposals(
            List.of(
                    EspProposal.AES_256_GCM,
                    new EspProposal(EncryptionAlgorithm.AES_CBC_256, Optional.of(IntegrityAlgorithm.HMAC_SHA1_96))),
            Optional.empty(),
            2,
            SaLifetime.standard());

    @FuzzTest(maxDuration = "5m")
    void message(byte[] octets) {
        IsakmpRules.holdForMessage(octets).ifPresent(message -> negotiate(message.payloads()));
    }

    /** The first octet is the type of the first payload. */
    @FuzzTest(maxDuration = "5m")
    void inside(byte[] octets) {
        if (octets.length > 0) {
            byte[] chain = Arrays.copyOfRange(octets, 1, octets.length);
            IsakmpRules.holdForChain(octets[0] & 0xff, chain).ifPresent(read -> negotiate(read.payloads()));
        }
    }

    private static void negotiate(List<IsakmpPayload> payloads) {
        for (IsakmpPayload payload : payloads) {
            if (payload instanceof IsakmpPayload.SecurityAssociation offered) {
                phaseOne(offered);
                phaseTwo(offered);
            } else if (payload instanceof IsakmpPayload.VendorId id) {
                VendorId.of(id.data());
            }
        }
    }

    private static void phaseOne(IsakmpPayload.SecurityAssociation offered) {
        OfferText.phaseOne(offered);
        PHASE_ONE.accepted(offered);
        PHASE_ONE.choose(offered).ifPresent(choice -> {
            holds(PHASE_ONE.accepted(choice.answer()).equals(Optional.of(choice)), "an answer means what was chosen");
            choice.lifetime().ifPresent(Instant.EPOCH::plus);
            IsakmpCodec.encodeChain(List.of(choice.answer()));
        });
    }

    private static void phaseTwo(IsakmpPayload.SecurityAssociation offered) {
        OfferText.phaseTwo(offered);
        PHASE_TWO.accepted(offered);
        PHASE_TWO.choose(offered).ifPresent(choice -> {
            IsakmpPayload.SecurityAssociation answer = choice.answer(OURS);
            boolean isOurs = PHASE_TWO.accepted(answer).isPresent();
            holds(
                    isOurs == choice.group().isEmpty(),
                    "an answer means what was chosen, with the group that was offered");
            choice.lifetime().ifPresent(Instant.EPOCH::plus);
            IsakmpCodec.encodeChain(List.of(answer));
        });
    }

    private static void holds(boolean condition, String rule) {
        if (!condition) {
            throw new AssertionError(rule);
        }
    }
}
