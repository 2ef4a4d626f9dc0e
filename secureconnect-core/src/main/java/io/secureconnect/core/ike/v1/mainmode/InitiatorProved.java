package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.wire.DecodeException;
import java.util.Optional;

/** The initiator has proven itself; message 6 proves the responder. */
final class InitiatorProved implements Stage {
    private final Negotiation negotiation;
    private final KeyAgreement agreement;
    private final Protection protection;

    private InitiatorProved(Negotiation negotiation, KeyAgreement agreement, Protection protection) {
        this.negotiation = negotiation;
        this.agreement = agreement;
        this.protection = protection;
    }

    /** @param protection taken over */
    static Progress begin(Negotiation negotiation, KeyAgreement agreement, Protection protection, Arrival arrival) {
        Proofs.Own own = Proofs.prove(negotiation, agreement, protection, arrival.now());
        if (own.message().isEmpty()) {
            protection.close();
            return new Progress(Step.failed(Optional.empty(), own.fault().orElseThrow()), new Over());
        }
        return new Progress(
                Step.continued(own.message().get()), new InitiatorProved(negotiation, agreement, protection));
    }

    @Override
    public int awaited() {
        return 6;
    }

    @Override
    public Optional<Protection> protection() {
        return Optional.of(protection);
    }

    @Override
    public Progress on(byte[] message, Arrival arrival) {
        Contents contents;
        try {
            contents = new Contents(protection.chain().open(message));
        } catch (DecodeException e) {
            return ignored(unreadable(e));
        }
        Optional<IkeFault> fault = Proofs.malformed(negotiation, contents, 6)
                .or(() -> Proofs.verify(
                        negotiation,
                        Proofs.expected(negotiation, agreement, protection, contents),
                        contents,
                        arrival.now()));
        if (fault.isPresent()) {
            negotiation.farewell(Refusals.deleted(negotiation, protection));
            return ignored(fault.get());
        }
        protection.chain().accept();
        return new Progress(
                Step.done(Optional.empty(), Proofs.phaseOne(negotiation, agreement, protection, contents)), new Over());
    }

    /** The initiator has begun with another key than the responder knows, if that has not noticed yet; or somebody interferes. */
    private IkeFault unreadable(DecodeException e) {
        return negotiation.isPreShared()
                ? Faults.unauthenticated("message 6 of main mode does not decrypt, so the pre-shared keys of both ends"
                        + " probably differ; give both ends keys of one organization and one epoch")
                : Faults.malformed("message 6 of main mode does not decrypt: " + e.getMessage());
    }

    private Progress ignored(IkeFault fault) {
        return new Progress(Step.ignored(fault), this);
    }

    @Override
    public void close() {
        protection.close();
    }
}
