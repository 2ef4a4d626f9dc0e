package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.PeerAbilities;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.negotiate.PhaseOneChoice;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Kind;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.wire.DecodeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The initiator has offered its proposals; message 2 chooses one. */
final class InitiatorOffered implements Stage {
    private final Negotiation negotiation;
    private final Bytes sai;

    private InitiatorOffered(Negotiation negotiation, Bytes sai) {
        this.negotiation = negotiation;
        this.sai = sai;
    }

    static Progress begin(Negotiation negotiation, Instant now) {
        Optional<IkeFault> unable = negotiation.authentication().unable(now);
        if (unable.isPresent()) {
            return new Progress(Step.failed(Optional.empty(), unable.get()), new Over());
        }
        if (negotiation.proposals().proposals().isEmpty()) {
            IkeFault fault = Faults.noProposal("IKEv1 has no words for the IKE proposals "
                    + negotiation.terms().ikeProposals() + "; add one such as aes256-sha256-modp2048 to the policy");
            return new Progress(Step.failed(Optional.empty(), fault), new Over());
        }
        SecurityAssociation offer = negotiation.proposals().offer();
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(offer);
        payloads.addAll(VendorIds.offered());
        return new Progress(
                Step.continued(Bytes.wrap(IsakmpCodec.encode(negotiation.head(false), payloads))),
                new InitiatorOffered(negotiation, Proofs.body(offer)));
    }

    @Override
    public int awaited() {
        return 2;
    }

    @Override
    public Progress on(byte[] message, Arrival arrival) {
        Clear clear = Clear.association(message, 2);
        if (clear.fault().isPresent()) {
            return new Progress(Step.ignored(clear.fault().get()), this);
        }
        Contents contents = clear.contents();
        Optional<PhaseOneChoice> choice = negotiation
                .proposals()
                .accepted(contents.payload(SecurityAssociation.class, Kind.SECURITY_ASSOCIATION));
        if (choice.isEmpty()) {
            return new Progress(
                    Step.ignored(
                            Faults.malformed(
                                    "the responder chose what was not offered, or more than one transform (RFC 2409 section 5)")),
                    this);
        }
        negotiation.isCalled(responderCookie(message));
        negotiation.peer(PeerAbilities.of(contents.payloads()));
        return InitiatorExchanged.begin(negotiation, choice.get(), sai, arrival);
    }

    private static long responderCookie(byte[] message) {
        try {
            return IsakmpCodec.peek(message).responderCookie();
        } catch (DecodeException e) {
            throw new IllegalStateException("a message that was decoded has a header", e);
        }
    }

    @Override
    public void close() {
        // nothing is secret yet
    }
}
