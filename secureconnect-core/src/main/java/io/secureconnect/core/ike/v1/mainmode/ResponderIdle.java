package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.PeerAbilities;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.negotiate.OfferText;
import io.secureconnect.core.ike.v1.negotiate.PhaseOneChoice;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Kind;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.wire.DecodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The responder has heard nothing. Whoever sends message 1 gets one answer; nothing is kept of one that is refused. */
final class ResponderIdle implements Stage {
    private final Negotiation negotiation;

    ResponderIdle(Negotiation negotiation) {
        this.negotiation = negotiation;
    }

    @Override
    public int awaited() {
        return 1;
    }

    @Override
    public Progress on(byte[] message, Arrival arrival) {
        negotiation.isCalled(initiatorCookie(message));
        Clear clear = Clear.association(message, 1);
        if (clear.fault().isPresent()) {
            return refused(clear.fault().get());
        }
        Contents contents = clear.contents();
        SecurityAssociation offered = contents.payload(SecurityAssociation.class, Kind.SECURITY_ASSOCIATION);
        Optional<PhaseOneChoice> choice = negotiation.proposals().choose(offered);
        if (choice.isEmpty()) {
            return refused(Faults.noProposal("the peer offers none of the IKE proposals "
                    + negotiation.terms().ikeProposals()
                    + " with the authentication of the policy, but " + OfferText.phaseOne(offered)
                    + "; give both ends one in common"));
        }
        Optional<IkeFault> unable = negotiation.authentication().unable(arrival.now());
        if (unable.isPresent()) {
            return refused(unable.get());
        }
        negotiation.peer(PeerAbilities.of(contents.payloads()));
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(choice.get().answer());
        payloads.addAll(VendorIds.answering(negotiation.peer()));
        Bytes sai = contents.part(Kind.SECURITY_ASSOCIATION).body();
        return new Progress(
                Step.continued(Bytes.wrap(IsakmpCodec.encode(negotiation.head(false), payloads))),
                new ResponderChose(negotiation, choice.get(), sai));
    }

    private Progress refused(IkeFault fault) {
        return new Progress(Step.failed(Refusals.clear(negotiation, fault), fault), new Over());
    }

    private static long initiatorCookie(byte[] message) {
        try {
            return IsakmpCodec.peek(message).initiatorCookie();
        } catch (DecodeException e) {
            throw new IllegalStateException("a message that came so far has a header", e);
        }
    }

    @Override
    public void close() {
        // nothing is known yet
    }
}
