package io.secureconnect.core.ike.v1.negotiate;

import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.negotiate.EspProposals;
import io.secureconnect.core.ike.v1.registry.IpsecAttribute;
import io.secureconnect.core.ike.v1.registry.LifeType;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Proposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Transform;
import io.secureconnect.core.ike.wire.DataAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The proposals of a quick mode: one proposal for ESP with a transform for each of the policy (RFC 2409 §5.5).
 *
 * @param proposals best first; those that IKEv1 cannot express are left out, and it may be that none remains
 * @param group of a key exchange of the child's own; empty if this end asks for none, and takes any that a peer offers
 * @param encapsulation the number of the one encapsulation mode that suits the path
 * @param lifetime whose hard limits are offered; what a peer offers is taken whatever it is, and the shorter counts
 */
public record PhaseTwoProposals(
        List<EspProposal> proposals, Optional<KeyExchangeMethod> group, int encapsulation, SaLifetime lifetime) {
    private static final int MOST_TRANSFORMS = 255;
    private static final int KILOBYTE = 1024;

    public PhaseTwoProposals {
        group.filter(g -> !Groups.has(g)).ifPresent(g -> {
            throw new IllegalArgumentException("IKEv1 has no number for the group " + g.keyword()
                    + "; take modp2048 to modp4096 or ecp256 to ecp521");
        });
        proposals = proposals.stream()
                .filter(p -> PhaseTwoSuite.of(p).isPresent())
                .distinct()
                .limit(MOST_TRANSFORMS)
                .toList();
    }

    /**
     * What the side offers that begins; without a transform if IKEv1 can express none of the policy's proposals.
     *
     * @param inbound its SPI
     */
    public SecurityAssociation offer(Spi inbound) {
        List<Transform> transforms = new ArrayList<>();
        for (EspProposal proposal : proposals) {
            PhaseTwoSuite suite = PhaseTwoSuite.of(proposal).orElseThrow();
            List<DataAttribute> attributes = new ArrayList<>(Attributes.basic(suite.with(encapsulation, group)));
            attributes.addAll(lifetimes());
            transforms.add(new Transform(transforms.size() + 1, suite.transform(), attributes));
        }
        return Associations.of(List.of(new Proposal(1, Associations.ESP, EspProposals.octets(inbound), transforms)));
    }

    /** The first of ours that is in {@code offered}: the policy of the one who answers decides. */
    public Optional<PhaseTwoChoice> choose(SecurityAssociation offered) {
        return find(offered, group.isEmpty());
    }

    /** Which of ours an answer means; empty unless it is exactly one of those that {@link #offer} made. */
    public Optional<PhaseTwoChoice> accepted(SecurityAssociation answer) {
        boolean isOne = answer.proposals().size() == 1
                && answer.proposals().get(0).transforms().size() == 1;
        return isOne ? find(answer, false) : Optional.empty();
    }

    private Optional<PhaseTwoChoice> find(SecurityAssociation association, boolean anyGroup) {
        List<Candidate> theirs =
                Candidate.of(association, Associations.ESP, IpsecAttribute.LIFE_TYPE, IpsecAttribute.LIFE_DURATION);
        for (EspProposal proposal : proposals) {
            PhaseTwoSuite suite = PhaseTwoSuite.of(proposal).orElseThrow();
            for (Candidate candidate : theirs) {
                Optional<PhaseTwoChoice> found = match(proposal, suite, candidate, anyGroup);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<PhaseTwoChoice> match(
            EspProposal proposal, PhaseTwoSuite suite, Candidate theirs, boolean anyGroup) {
        Attributes attributes = theirs.attributes();
        Optional<KeyExchangeMethod> theirGroup = anyGroup ? group(attributes.values()) : group;
        boolean isMeant = theirs.transform().id() == suite.transform()
                && suite.isMeantBy(attributes.values(), encapsulation, theirGroup);
        return EspProposals.spi(theirs.proposal().spi())
                .filter(spi -> isMeant)
                .map(spi -> new PhaseTwoChoice(
                        proposal,
                        theirGroup,
                        encapsulation,
                        theirs.proposal().number(),
                        theirs.transform(),
                        spi,
                        attributes.lifetime(),
                        attributes.kilobytes()));
    }

    private static Optional<KeyExchangeMethod> group(Map<Integer, Long> values) {
        return Optional.ofNullable(values.get(IpsecAttribute.GROUP_DESCRIPTION.number()))
                .flatMap(Groups::of);
    }

    private List<DataAttribute> lifetimes() {
        List<DataAttribute> lifetimes = new ArrayList<>();
        lifetime.hard().ifPresent(hard -> lifetimes.addAll(life(LifeType.SECONDS, hard.toSeconds())));
        lifetime.hardBytes()
                .ifPresent(bytes -> lifetimes.addAll(life(LifeType.KILOBYTES, Math.max(1, bytes / KILOBYTE))));
        return lifetimes;
    }

    private static List<DataAttribute> life(LifeType type, long duration) {
        return Attributes.life(IpsecAttribute.LIFE_TYPE, IpsecAttribute.LIFE_DURATION, type, duration);
    }
}
