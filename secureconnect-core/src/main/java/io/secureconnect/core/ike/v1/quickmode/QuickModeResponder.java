package io.secureconnect.core.ike.v1.quickmode;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.keys.ChildKeys;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.MessageIds;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.informational.ProtectedExchange;
import io.secureconnect.core.ike.v1.keys.QuickModeKeys;
import io.secureconnect.core.ike.v1.mainmode.PhaseOne;
import io.secureconnect.core.ike.v1.negotiate.PhaseTwoChoice;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Quick mode by the side that answers (RFC 2409 §5.5). With its answer it knows the SAs: the inbound one goes in before the
 * answer goes out, the outbound one when the third message proves that the peer is there. For one thread.
 */
public final class QuickModeResponder implements AutoCloseable {
    /** RFC 2409 §5 asks for 8 to 256. */
    static final int NONCE_OCTETS = 32;

    private final QuickModeContext context;
    private final ChildTerms terms;
    private final Supplier<Optional<Spi>> spis;
    private final ProtectedExchange messages;
    private @Nullable Answered answered;
    private boolean over;

    /** What was answered. */
    private record Answered(Nonces nonces, AgreedSas sas) {}

    /**
     * @param messageId of the message that came in
     * @param spis where an inbound SPI comes from; asked once everything else is agreed
     */
    public QuickModeResponder(QuickModeContext context, int messageId, Supplier<Optional<Spi>> spis) {
        this.context = context;
        this.terms = new ChildTerms(context);
        this.spis = spis;
        this.messages = new ProtectedExchange(context.phaseOne(), ExchangeType.QUICK_MODE, messageId);
    }

    public int messageId() {
        return messages.messageId();
    }

    /**
     * Takes the first or the third message.
     *
     * @return with the first, the second message and the SAs, which are the caller's from then on; with the third, the same
     *     SAs again
     */
    public Step<AgreedSas> receive(byte[] message, Instant now) {
        if (over) {
            return Faults.ignored("nothing is waited for");
        }
        return answered == null ? first(message) : third(message, answered);
    }

    private Step<AgreedSas> first(byte[] message) {
        MessageIds ids = context.informational().messageIds();
        if (ids.isUsed(messageId())) {
            return Faults.ignored("its message id was used before");
        }
        Optional<ProtectedExchange.Opened> opened = messages.open(message, messages.hashes()::first);
        if (opened.isEmpty()) {
            return Faults.ignored("its HASH(1) does not hold");
        }
        ids.use(messageId());
        Optional<String> broken = QuickModePayloads.broken(opened.get().parts());
        return broken.isPresent()
                ? failed(Optional.empty(), Faults.malformed(broken.get()))
                : offered(QuickModePayloads.of(opened.get().parts()));
    }

    private Step<AgreedSas> offered(QuickModePayloads payloads) {
        Optional<PhaseTwoChoice> choice = terms.choose(payloads.association());
        if (choice.isEmpty()) {
            return failed(Faults.spi(payloads.association()), terms.refusal(payloads.association()));
        }
        Optional<Spi> peerSpi = Optional.of(choice.get().peerSpi());
        Optional<IkeFault> fault = terms.fault(choice.get(), payloads.identities(), false);
        if (fault.isPresent()) {
            return failed(peerSpi, fault.get());
        }
        Optional<KeyExchange.Response> half = choice.get()
                .group()
                .flatMap(g -> payloads.keyExchange()
                        .flatMap(k -> context.crypto().keyExchange(g).respond(k, context.random())));
        if (half.isPresent() != payloads.keyExchange().isPresent()
                || half.isPresent() != choice.get().group().isPresent()) {
            half.ifPresent(h -> h.secret().close());
            return failed(
                    peerSpi,
                    Faults.noProposal(
                            NegotiationFailure.NO_KEY_EXCHANGE,
                            "the peer's public value is none of the group that it offers; both belong together"));
        }
        try {
            Optional<Spi> inbound = spis.get();
            return inbound.isEmpty()
                    ? failed(peerSpi, terms.noSpi())
                    : agreed(payloads, choice.get(), half, inbound.get());
        } finally {
            half.ifPresent(h -> h.secret().close());
        }
    }

    private Step<AgreedSas> agreed(
            QuickModePayloads payloads, PhaseTwoChoice choice, Optional<KeyExchange.Response> half, Spi inbound) {
        Nonces nonces = new Nonces(payloads.nonce(), Bytes.wrap(context.random().octets(NONCE_OCTETS)));
        AgreedSas sas = new AgreedSas(
                choice.proposal(),
                inbound,
                choice.peerSpi(),
                keys(choice, nonces, half, inbound),
                false,
                terms.lifetime(choice.lifetime()),
                terms.kilobytes(choice.kilobytes()),
                terms.udpEncapsulated(),
                false);
        List<IsakmpPayload> answer = new ArrayList<>();
        answer.add(choice.answer(inbound));
        answer.add(new IsakmpPayload.Nonce(nonces.responder()));
        half.ifPresent(h -> answer.add(new IsakmpPayload.KeyExchange(h.data())));
        answer.addAll(payloads.identities());
        answer.addAll(terms.originalAddresses(false));
        terms.shorterThan(choice, inbound)
                .ifPresent(n -> answer.add(n.payload(context.phaseOne().cookies())));
        answered = new Answered(nonces, sas);
        return Step.continued(messages.seal(rest -> messages.hashes().second(nonces.initiator(), rest), answer), sas);
    }

    private ChildKeys keys(PhaseTwoChoice choice, Nonces nonces, Optional<KeyExchange.Response> half, Spi inbound) {
        PhaseOne phaseOne = context.phaseOne();
        Optional<SecretBytes> secret = half.map(KeyExchange.Response::secret);
        return QuickModeKeys.derive(
                phaseOne.prf(),
                phaseOne.keys().skeyidD(),
                choice.proposal(),
                secret,
                nonces,
                choice.peerSpi(),
                inbound);
    }

    private Step<AgreedSas> third(byte[] message, Answered before) {
        return messages.open(message, rest -> messages.hashes().third(before.nonces()))
                .map(opened -> {
                    over = true;
                    return Step.done(Optional.empty(), before.sas());
                })
                .orElseGet(() -> Faults.ignored("its HASH(3) does not hold"));
    }

    private Step<AgreedSas> failed(Optional<Spi> peerSpi, IkeFault fault) {
        over = true;
        return Faults.failed(context.informational(), peerSpi, fault);
    }

    /** Ends it; the SAs are not its own. */
    @Override
    public void close() {
        over = true;
        answered = null;
    }
}
