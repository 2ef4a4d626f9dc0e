package io.secureconnect.core.ike.v1.negotiate;

import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Proposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Transform;
import java.util.ArrayList;
import java.util.List;

/** A transform of a peer whose attributes are understood, as far as they are numbers. */
record Candidate(Proposal proposal, Transform transform, Attributes attributes) {
    /** Those of an offer in its order, read once, since anyone may send the longest there is. */
    static List<Candidate> of(
            SecurityAssociation association, int protocol, Registered lifeType, Registered lifeDuration) {
        List<Candidate> candidates = new ArrayList<>();
        for (Proposal proposal : Associations.alone(association, protocol)) {
            for (Transform transform : proposal.transforms()) {
                Attributes.of(transform.attributes(), lifeType, lifeDuration)
                        .ifPresent(read -> candidates.add(new Candidate(proposal, transform, read)));
            }
        }
        return candidates;
    }
}
