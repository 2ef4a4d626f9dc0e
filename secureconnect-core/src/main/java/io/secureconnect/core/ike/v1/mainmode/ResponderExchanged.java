package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Hash;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Kind;
import io.secureconnect.core.ike.wire.DecodeException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The responder has sent its public value and nonce; message 5 proves the initiator. With pre-shared keys there are as many
 * sets of keys as the initiator may have used, and the one under which its proof holds is taken.
 */
final class ResponderExchanged implements Stage {
    private final Negotiation negotiation;
    private final KeyAgreement agreement;
    private final List<Protection> candidates;

    /** @param candidates taken over */
    ResponderExchanged(Negotiation negotiation, KeyAgreement agreement, List<Protection> candidates) {
        this.negotiation = negotiation;
        this.agreement = agreement;
        this.candidates = List.copyOf(candidates);
    }

    @Override
    public int awaited() {
        return 5;
    }

    /** One set of keys under which message 5 makes sense, and what it says then. */
    private record Opened(Protection protection, Contents contents) {}

    @Override
    public Progress on(byte[] message, Arrival arrival) {
        List<Opened> sensible = new ArrayList<>();
        Optional<IkeFault> malformed = Optional.empty();
        Optional<String> unreadable = Optional.empty();
        for (Protection candidate : candidates) {
            try {
                Contents contents = new Contents(candidate.chain().open(message));
                Optional<IkeFault> fault = Proofs.malformed(negotiation, contents, 5);
                if (fault.isEmpty()) {
                    sensible.add(new Opened(candidate, contents));
                } else {
                    malformed = fault;
                }
            } catch (DecodeException e) {
                unreadable = Optional.of(e.getMessage());
            }
        }
        if (sensible.isEmpty()) {
            IkeFault fault = malformed.orElse(unreadable(unreadable.orElse("this host has no key for it")));
            return new Progress(Step.ignored(Refusals.clear(negotiation, fault), fault), this);
        }
        return verify(sensible.stream().filter(this::isProven).findFirst().orElse(sensible.get(0)), arrival);
    }

    private IkeFault unreadable(String why) {
        return negotiation.isPreShared()
                ? Faults.unauthenticated("message 5 of main mode does not decrypt under any of the " + candidates.size()
                        + " pre-shared keys that this host holds for the peer, so both ends' keys probably differ; give"
                        + " them keys of one organization and one epoch")
                : Faults.malformed("message 5 of main mode does not decrypt: " + why);
    }

    /** Whether the HASH payload was made with the same pre-shared key. */
    private boolean isProven(Opened opened) {
        return negotiation.isPreShared()
                && MessageDigest.isEqual(
                        expected(opened),
                        opened.contents().payload(Hash.class, Kind.HASH).data().toArray());
    }

    private byte[] expected(Opened opened) {
        return Proofs.expected(negotiation, agreement, opened.protection(), opened.contents());
    }

    private Progress verify(Opened opened, Arrival arrival) {
        Optional<IkeFault> fault = Proofs.verify(negotiation, expected(opened), opened.contents(), arrival.now());
        if (fault.isPresent()) {
            return new Progress(
                    Step.ignored(Refusals.sealed(negotiation, opened.protection(), fault.get()), fault.get()), this);
        }
        candidates.stream().filter(other -> other != opened.protection()).forEach(Protection::close);
        opened.protection().chain().accept();
        return prove(opened, arrival);
    }

    private Progress prove(Opened opened, Arrival arrival) {
        Protection protection = opened.protection();
        Proofs.Own own = Proofs.prove(negotiation, agreement, protection, arrival.now());
        if (own.message().isEmpty()) {
            IkeFault fault = own.fault().orElseThrow();
            Step<PhaseOne> failed = Step.failed(Refusals.sealed(negotiation, protection, fault), fault);
            protection.close();
            return new Progress(failed, new Over());
        }
        return new Progress(
                Step.done(own.message(), Proofs.phaseOne(negotiation, agreement, protection, opened.contents())),
                new Over());
    }

    @Override
    public void close() {
        candidates.forEach(Protection::close);
    }
}
