package io.secureconnect.core.ike.v1.quickmode;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.negotiate.EspProposals;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.informational.Informational;
import io.secureconnect.core.ike.v1.informational.Notice;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import java.util.Optional;
import java.util.OptionalInt;

/** What is wrong with a quick mode, and how the peer learns of it (RFC 2408 §3.14.1). */
final class Faults {
    private Faults() {}

    static IkeFault of(NegotiationFailure reason, NotifyType notify, String detail) {
        return new IkeFault(reason, OptionalInt.of(notify.number()), detail);
    }

    static IkeFault noProposal(NegotiationFailure reason, String detail) {
        return of(reason, NotifyType.NO_PROPOSAL_CHOSEN, detail);
    }

    static IkeFault malformed(String rule) {
        return of(NegotiationFailure.PROTOCOL_ERROR, NotifyType.PAYLOAD_MALFORMED, "a quick mode of the peer: " + rule);
    }

    /** A message that counts for nothing. */
    static <T> Step<T> ignored(String detail) {
        return Step.ignored(new IkeFault(
                NegotiationFailure.PROTOCOL_ERROR,
                OptionalInt.empty(),
                "a message of quick mode is ignored: " + detail));
    }

    /**
     * The end of a quick mode, of which the peer is told under protection.
     *
     * @param spi the peer's, by which it recognizes its quick mode
     */
    static <T> Step<T> failed(Informational informational, Optional<Spi> spi, IkeFault fault) {
        OptionalInt type = fault.notifyType();
        Optional<Bytes> send = type.isPresent()
                ? Optional.of(informational.seal(new Notice.Refusal(type.getAsInt(), spi, fault)))
                : Optional.empty();
        return Step.failed(send, fault);
    }

    /** The SPI of the first proposal that has one of ESP. */
    static Optional<Spi> spi(SecurityAssociation association) {
        return association.proposals().stream()
                .flatMap(p -> EspProposals.spi(p.spi()).stream())
                .findFirst();
    }
}
