package io.secureconnect.core.ike.v1.negotiate;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.v1.registry.LifeType;
import io.secureconnect.core.ike.v1.registry.PhaseOneAttribute;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Proposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Transform;
import io.secureconnect.core.ike.wire.DataAttribute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The proposals of phase 1: one proposal with a transform for each of the policy (RFC 2409 §5).
 *
 * @param proposals best first; those that IKEv1 cannot express are left out, and it may be that none remains
 * @param authenticationMethod the number of the one that both ends are to use
 * @param lifetime as it is offered, in whole seconds; what a peer offers is taken whatever it is, and the shorter counts
 */
public record PhaseOneProposals(List<IkeProposal> proposals, int authenticationMethod, Duration lifetime) {
    private static final int KEY_IKE = 1;
    private static final int MOST_TRANSFORMS = 255;

    public PhaseOneProposals {
        int method = authenticationMethod;
        proposals = proposals.stream()
                .filter(p -> PhaseOneSuite.of(p, method).isPresent())
                .distinct()
                .limit(MOST_TRANSFORMS)
                .toList();
    }

    /** What the side offers that begins; without a transform if IKEv1 can express none of the policy's proposals. */
    public SecurityAssociation offer() {
        List<Transform> transforms = new ArrayList<>();
        for (IkeProposal proposal : proposals) {
            List<DataAttribute> attributes = new ArrayList<>(Attributes.basic(suite(proposal)));
            attributes.addAll(Attributes.life(
                    PhaseOneAttribute.LIFE_TYPE,
                    PhaseOneAttribute.LIFE_DURATION,
                    LifeType.SECONDS,
                    lifetime.toSeconds()));
            transforms.add(new Transform(transforms.size() + 1, KEY_IKE, attributes));
        }
        return Associations.of(List.of(new Proposal(1, Associations.ISAKMP, Bytes.empty(), transforms)));
    }

    /** The first of ours that is in {@code offered}: the policy of the one who answers decides. */
    public Optional<PhaseOneChoice> choose(SecurityAssociation offered) {
        List<Candidate> theirs = Candidate.of(
                offered, Associations.ISAKMP, PhaseOneAttribute.LIFE_TYPE, PhaseOneAttribute.LIFE_DURATION);
        for (IkeProposal proposal : proposals) {
            Map<Integer, Long> suite = suite(proposal);
            for (Candidate candidate : theirs) {
                if (candidate.transform().id() == KEY_IKE
                        && candidate.attributes().values().equals(suite)) {
                    return Optional.of(choice(proposal, candidate));
                }
            }
        }
        return Optional.empty();
    }

    /** Which of ours an answer means; empty unless it is exactly one of those that {@link #offer} made. */
    public Optional<PhaseOneChoice> accepted(SecurityAssociation answer) {
        boolean isOne = answer.proposals().size() == 1
                && answer.proposals().get(0).transforms().size() == 1;
        return isOne ? choose(answer) : Optional.empty();
    }

    private Map<Integer, Long> suite(IkeProposal proposal) {
        return PhaseOneSuite.of(proposal, authenticationMethod).orElseThrow();
    }

    private static PhaseOneChoice choice(IkeProposal proposal, Candidate taken) {
        Proposal answer =
                new Proposal(taken.proposal().number(), Associations.ISAKMP, Bytes.empty(), List.of(taken.transform()));
        return new PhaseOneChoice(
                proposal, Associations.of(List.of(answer)), taken.attributes().lifetime());
    }
}
