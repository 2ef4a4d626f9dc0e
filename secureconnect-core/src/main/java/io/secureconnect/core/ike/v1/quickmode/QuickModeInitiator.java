package io.secureconnect.core.ike.v1.quickmode;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.keys.ChildKeys;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.informational.Notice;
import io.secureconnect.core.ike.v1.informational.ProtectedExchange;
import io.secureconnect.core.ike.v1.keys.QuickModeKeys;
import io.secureconnect.core.ike.v1.mainmode.PhaseOne;
import io.secureconnect.core.ike.v1.negotiate.PhaseTwoChoice;
import io.secureconnect.core.ike.v1.negotiate.PhaseTwoProposals;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Quick mode by the side that begins: sends the first message, and with the answer the third (RFC 2409 §5.5). For one thread.
 * The inbound SA goes in before the third message goes out, since the responder may send by it as soon as it has that.
 */
public final class QuickModeInitiator implements AutoCloseable {
    private final QuickModeContext context;
    private final ChildTerms terms;
    private final Spi inbound;
    private final ProtectedExchange messages;
    private final Bytes nonce;
    private Optional<KeyExchange.Initiation> half = Optional.empty();
    private Phase phase = Phase.NEW;

    private enum Phase {
        NEW,
        OFFERED,
        DONE,
        OVER
    }

    /** @param inbound set aside by the caller, who gives it back if nothing comes of it */
    public QuickModeInitiator(QuickModeContext context, Spi inbound) {
        this.context = context;
        this.terms = new ChildTerms(context);
        this.inbound = inbound;
        this.messages = new ProtectedExchange(
                context.phaseOne(),
                ExchangeType.QUICK_MODE,
                context.informational().messageIds().draw());
        this.nonce = Bytes.wrap(context.random().octets(QuickModeResponder.NONCE_OCTETS));
    }

    /** Of all messages of this quick mode; never 0. */
    public int messageId() {
        return messages.messageId();
    }

    public Spi inbound() {
        return inbound;
    }

    /** The first message; it fails if IKEv1 has no words for any of policy's ESP proposals. */
    public Step<AgreedSas> start(Instant now) {
        if (phase != Phase.NEW) {
            throw new IllegalStateException("a quick mode starts once, this one is " + phase);
        }
        PhaseTwoProposals proposals = terms.proposals();
        if (proposals.proposals().isEmpty()) {
            phase = Phase.OVER;
            return Step.failed(Optional.empty(), terms.nothingToOffer());
        }
        half = terms.group().map(g -> context.crypto().keyExchange(g).initiate(context.random()));
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(proposals.offer(inbound));
        payloads.add(new IsakmpPayload.Nonce(nonce));
        half.ifPresent(h -> payloads.add(new IsakmpPayload.KeyExchange(h.data())));
        payloads.addAll(terms.identities());
        payloads.addAll(terms.originalAddresses(true));
        phase = Phase.OFFERED;
        return Step.continued(messages.seal(messages.hashes()::first, payloads));
    }

    /**
     * Takes the second message.
     *
     * @return when it is done, the third message and the SAs, which are the caller's
     */
    public Step<AgreedSas> receive(byte[] message, Instant now) {
        if (phase != Phase.OFFERED) {
            return Faults.ignored("nothing is waited for");
        }
        return messages.open(message, rest -> messages.hashes().second(nonce, rest))
                .map(this::answered)
                .orElseGet(() -> Faults.ignored("its HASH(2) does not hold"));
    }

    private Step<AgreedSas> answered(ProtectedExchange.Opened opened) {
        phase = Phase.OVER;
        List<Notice> notices = Notice.of(opened.parts());
        Optional<IkeFault> refused = notices.stream()
                .filter(n -> n.kind() == Notice.Kind.REFUSAL)
                .map(n -> ((Notice.Refusal) n).fault())
                .findFirst();
        if (refused.isPresent()) {
            return over(Step.failed(Optional.empty(), refused.get()));
        }
        Optional<String> broken = QuickModePayloads.broken(opened.parts());
        if (broken.isPresent()) {
            return failed(Optional.empty(), Faults.malformed(broken.get()));
        }
        QuickModePayloads payloads = QuickModePayloads.of(opened.parts());
        Optional<Spi> peerSpi = Faults.spi(payloads.association());
        Optional<PhaseTwoChoice> choice = terms.proposals().accepted(payloads.association());
        if (choice.isEmpty()) {
            return failed(peerSpi, terms.notOffered(payloads.association()));
        }
        Optional<IkeFault> fault = terms.fault(choice.get(), payloads.identities(), true);
        if (fault.isPresent()) {
            return failed(peerSpi, fault.get());
        }
        return exchanged(opened, payloads, choice.get(), notices);
    }

    private Step<AgreedSas> exchanged(
            ProtectedExchange.Opened opened, QuickModePayloads payloads, PhaseTwoChoice choice, List<Notice> notices) {
        Optional<SecretBytes> secret = half.flatMap(h -> payloads.keyExchange().flatMap(h::complete));
        if (secret.isPresent() != choice.group().isPresent()) {
            return failed(
                    Optional.of(choice.peerSpi()),
                    Faults.noProposal(
                            NegotiationFailure.NO_KEY_EXCHANGE,
                            "the peer answered quick mode without a public value of the group that was agreed on"));
        }
        Nonces nonces = new Nonces(nonce, payloads.nonce());
        Bytes third = messages.seal(rest -> messages.hashes().third(nonces), List.of());
        phase = Phase.DONE;
        return over(Step.done(Optional.of(third), agreed(opened, choice, notices, nonces, secret)));
    }

    private AgreedSas agreed(
            ProtectedExchange.Opened opened,
            PhaseTwoChoice choice,
            List<Notice> notices,
            Nonces nonces,
            Optional<SecretBytes> secret) {
        Optional<Duration> lifetime = terms.lifetime(choice.lifetime());
        OptionalLong kilobytes = terms.kilobytes(choice.kilobytes());
        for (Notice notice : notices) {
            if (notice.kind() == Notice.Kind.RESPONDER_LIFETIME) {
                Notice.ResponderLifetime shorter = (Notice.ResponderLifetime) notice;
                lifetime = Lifetimes.lower(lifetime, shorter.lifetime());
                kilobytes = Lifetimes.lower(kilobytes, shorter.kilobytes());
            }
        }
        return new AgreedSas(
                choice.proposal(),
                inbound,
                choice.peerSpi(),
                keys(choice, nonces, secret),
                true,
                lifetime,
                kilobytes,
                terms.udpEncapsulated(),
                opened.commit());
    }

    private ChildKeys keys(PhaseTwoChoice choice, Nonces nonces, Optional<SecretBytes> secret) {
        PhaseOne phaseOne = context.phaseOne();
        try {
            return QuickModeKeys.derive(
                    phaseOne.prf(),
                    phaseOne.keys().skeyidD(),
                    choice.proposal(),
                    secret,
                    nonces,
                    inbound,
                    choice.peerSpi());
        } finally {
            secret.ifPresent(SecretBytes::close);
        }
    }

    private Step<AgreedSas> failed(Optional<Spi> peerSpi, IkeFault fault) {
        return over(Faults.failed(context.informational(), peerSpi, fault));
    }

    private Step<AgreedSas> over(Step<AgreedSas> step) {
        close();
        return step;
    }

    /** Whether an error that the peer tells under protection is about this quick mode, which then is over. */
    public boolean isRefusedBy(Notice.Refusal refusal) {
        return phase == Phase.OFFERED
                && refusal.spi().map(spi -> spi.equals(inbound)).orElse(true);
    }

    /**
     * Whether a message with this quick mode's id is the responder's CONNECTED, which ends the wait that its commit bit asked
     * for: another message of quick mode, as Windows sends it, or an informational one (RFC 2408 §3.1).
     */
    public boolean isConnected(byte[] message) {
        if (phase != Phase.DONE) {
            return false;
        }
        ProtectedExchange informational =
                new ProtectedExchange(context.phaseOne(), ExchangeType.INFORMATIONAL, messageId());
        return messages.open(message, messages.hashes()::informational)
                .or(() -> informational.open(message, informational.hashes()::informational))
                .filter(opened -> Notice.of(opened.parts()).stream().anyMatch(n -> n.kind() == Notice.Kind.CONNECTED))
                .isPresent();
    }

    /** Wipes the private value. */
    @Override
    public void close() {
        half.ifPresent(KeyExchange.Initiation::close);
        half = Optional.empty();
        if (phase != Phase.DONE) {
            phase = Phase.OVER;
        }
    }
}
