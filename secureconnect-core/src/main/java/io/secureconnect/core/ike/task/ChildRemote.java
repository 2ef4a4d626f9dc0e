package io.secureconnect.core.ike.task;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.negotiate.EspChoice;
import io.secureconnect.core.ike.negotiate.EspProposals;
import io.secureconnect.core.ike.negotiate.Selectors;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.Payload.TrafficSelectors;
import io.secureconnect.spi.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A child, made by the side that answers, in IKE_AUTH or CREATE_CHILD_SA (RFC 7296 §1.2, §1.3). */
public final class ChildRemote {
    private final IkeCrypto crypto;
    private final RandomSource random;
    private final ChildTerms terms;
    private final Supplier<Optional<Spi>> spis;

    /** @param spis where an inbound SPI comes from; asked once everything else is agreed */
    public ChildRemote(IkeCrypto crypto, RandomSource random, ChildTerms terms, Supplier<Optional<Spi>> spis) {
        this.crypto = crypto;
        this.random = random;
        this.terms = terms;
        this.spis = spis;
    }

    /**
     * An answered request.
     *
     * @param payloads of the answer, or their part of IKE_AUTH
     */
    public record Answer(AgreedChild child, List<Payload> payloads) {
        public Answer {
            payloads = List.copyOf(payloads);
        }
    }

    /** The child of IKE_AUTH, whose keys come from the nonces of IKE_SA_INIT. */
    public Outcome<Answer> withAuthentication(Received request, Nonces initNonces) {
        return process(request, terms.proposals().withoutKeyExchange(), Optional.of(initNonces));
    }

    /** A child of CREATE_CHILD_SA. */
    public Outcome<Answer> byItself(Received request) {
        return process(request, terms.proposals(), Optional.empty());
    }

    private Outcome<Answer> process(Received request, EspProposals proposals, Optional<Nonces> initNonces) {
        if (!request.says(NotifyType.USE_TRANSPORT_MODE)) {
            return refused(
                    NegotiationFailure.TRANSPORT_MODE_REFUSED,
                    NotifyType.NO_PROPOSAL_CHOSEN,
                    "the peer asks for a tunnel; set its mode to transport");
        }
        Optional<EspChoice> choice =
                request.first(Payload.SecurityAssociation.class).flatMap(sa -> proposals.choose(sa.proposals()));
        if (choice.isEmpty()) {
            return refused(
                    NegotiationFailure.NO_ESP_PROPOSAL,
                    NotifyType.NO_PROPOSAL_CHOSEN,
                    "the peer offers none of the ESP proposals " + proposals.proposals()
                            + (proposals.keyExchangeRequired() ? " with a key exchange of " + names(proposals) : "")
                            + "; give both ends one in common");
        }
        Optional<TrafficSelectors> theirs = request.selectors(true).filter(terms::meanRemote);
        Optional<TrafficSelectors> ours = request.selectors(false).filter(terms::meanLocal);
        if (theirs.isEmpty() || ours.isEmpty()) {
            return refused(
                    NegotiationFailure.INVALID_SELECTORS,
                    NotifyType.TS_UNACCEPTABLE,
                    "the peer asks for other selectors than the two addresses of " + terms.path()
                            + " with all protocols and ports; let it protect host to host");
        }
        return exchanged(
                request, choice.get(), initNonces, List.of(Selectors.whole(theirs.get()), Selectors.whole(ours.get())));
    }

    private Outcome<Answer> exchanged(
            Received request, EspChoice choice, Optional<Nonces> initNonces, List<TrafficSelectors> selectors) {
        Optional<KeyExchangeMethod> method = choice.keyExchange();
        Optional<Payload.KeyExchange> theirs = request.first(Payload.KeyExchange.class);
        if (method.isPresent()
                && theirs.filter(k -> k.method() == method.get().transformId()).isEmpty()) {
            return Outcome.refused(Refusal.of(
                    NegotiationFailure.NO_KEY_EXCHANGE,
                    NotifyType.INVALID_KE_PAYLOAD,
                    Notices.numbers(List.of(method.get().transformId())),
                    "the child's key exchange is agreed to be " + method.get().keyword()
                            + ", the peer began with another one"));
        }
        Optional<KeyExchange.Response> half = method.flatMap(
                m -> crypto.keyExchange(m).respond(theirs.orElseThrow().data(), random));
        if (half.isPresent() != method.isPresent()) {
            return Outcome.refused(Refusal.malformed("the peer's public value is none of its method (RFC 7296 §3.4)"));
        }
        Optional<Payload.Nonce> peerNonce = request.first(Payload.Nonce.class);
        if (initNonces.isEmpty() && peerNonce.isEmpty()) {
            return Outcome.refused(Refusal.malformed("CREATE_CHILD_SA came without a nonce"));
        }
        Optional<Spi> inbound = spis.get();
        if (inbound.isEmpty()) {
            half.ifPresent(h -> h.secret().close());
            return refused(
                    NegotiationFailure.KERNEL_REFUSED,
                    NotifyType.NO_ADDITIONAL_SAS,
                    "the kernel gave no SPI for " + terms.path() + "; its log says why");
        }
        Nonces nonces = initNonces.orElseGet(
                () -> new Nonces(peerNonce.orElseThrow().data(), Bytes.wrap(random.octets(SaInitLocal.NONCE_OCTETS))));
        Optional<SecretBytes> secret = half.map(KeyExchange.Response::secret);
        AgreedChild child = new AgreedChild(choice, inbound.get(), nonces, secret, false);
        List<Payload> payloads = new ArrayList<>();
        payloads.add(Notices.of(NotifyType.USE_TRANSPORT_MODE));
        payloads.add(new Payload.SecurityAssociation(List.of(EspProposals.answer(choice, inbound.get()))));
        if (initNonces.isEmpty()) {
            payloads.add(new Payload.Nonce(nonces.responder()));
        }
        half.ifPresent(
                h -> payloads.add(new Payload.KeyExchange(method.orElseThrow().transformId(), h.data())));
        payloads.addAll(selectors);
        return Outcome.of(new Answer(child, payloads));
    }

    private static String names(EspProposals proposals) {
        return proposals.keyExchanges().stream().map(KeyExchangeMethod::keyword).collect(Collectors.joining(", "));
    }

    private static Outcome<Answer> refused(NegotiationFailure reason, NotifyType notify, String detail) {
        return Outcome.refused(Refusal.of(reason, notify, detail));
    }
}
