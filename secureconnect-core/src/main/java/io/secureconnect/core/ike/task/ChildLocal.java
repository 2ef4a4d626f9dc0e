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
import io.secureconnect.core.ike.negotiate.Selectors;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.FaultTable;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.Payload.Notify;
import io.secureconnect.spi.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A child, made by the side that begins: with IKE_AUTH (RFC 7296 §1.2), with CREATE_CHILD_SA (§1.3.1), or in the place of
 * another one (§1.3.3).
 */
public final class ChildLocal implements AutoCloseable {
    private final IkeCrypto crypto;
    private final RandomSource random;
    private final ChildTerms terms;
    private final Spi inbound;
    private final Optional<Spi> replaced;
    private final Optional<Bytes> nonce;
    private Optional<Half> half = Optional.empty();

    private ChildLocal(
            IkeCrypto crypto,
            RandomSource random,
            ChildTerms terms,
            Spi inbound,
            Optional<Spi> replaced,
            Optional<Bytes> nonce) {
        this.crypto = crypto;
        this.random = random;
        this.terms = terms;
        this.inbound = inbound;
        this.replaced = replaced;
        this.nonce = nonce;
    }

    /** The child of IKE_AUTH, whose keys come from the nonces of IKE_SA_INIT. */
    public static ChildLocal withAuthentication(IkeCrypto crypto, RandomSource random, ChildTerms terms, Spi inbound) {
        ChildTerms plain = new ChildTerms(terms.path(), terms.proposals().withoutKeyExchange(), terms.nat());
        return new ChildLocal(crypto, random, plain, inbound, Optional.empty(), Optional.empty());
    }

    /**
     * A child of CREATE_CHILD_SA.
     *
     * @param replaced the inbound SPI of the child that it replaces
     */
    public static ChildLocal byItself(
            IkeCrypto crypto, RandomSource random, ChildTerms terms, Spi inbound, Optional<Spi> replaced) {
        Bytes nonce = Bytes.wrap(random.octets(SaInitLocal.NONCE_OCTETS));
        ChildLocal child = new ChildLocal(crypto, random, terms, inbound, replaced, Optional.of(nonce));
        terms.proposals().keyExchanges().stream().findFirst().ifPresent(child::exchangeBy);
        return child;
    }

    private void exchangeBy(KeyExchangeMethod method) {
        close();
        half = Optional.of(new Half(method, crypto.keyExchange(method).initiate(random)));
    }

    private ExchangeForm form() {
        if (nonce.isEmpty()) {
            return ExchangeForm.IKE_AUTH;
        }
        return replaced.isPresent() ? ExchangeForm.REKEY_CHILD : ExchangeForm.NEW_CHILD;
    }

    public Spi inbound() {
        return inbound;
    }

    /** The payloads of the request, or their part of IKE_AUTH. */
    public List<Payload> build() {
        List<Payload> payloads = new ArrayList<>();
        replaced.ifPresent(spi -> payloads.add(Notices.about(NotifyType.REKEY_SA, spi)));
        payloads.add(Notices.of(NotifyType.USE_TRANSPORT_MODE));
        payloads.add(new Payload.SecurityAssociation(terms.proposals().offer(inbound)));
        nonce.ifPresent(n -> payloads.add(new Payload.Nonce(n)));
        half.ifPresent(h -> payloads.add(
                new Payload.KeyExchange(h.method().transformId(), h.initiation().data())));
        payloads.add(Selectors.of(true, terms.path().local()));
        payloads.add(Selectors.of(false, terms.path().remote()));
        return payloads;
    }

    /** Whether the responder wants another key exchange that was offered, and the request is ready to be built with it. */
    public boolean restarts(Received response) {
        Optional<KeyExchangeMethod> other = WantedMethod.of(response)
                .filter(m -> terms.proposals().keyExchanges().contains(m))
                .filter(m -> half.filter(h -> h.method() != m).isPresent());
        other.ifPresent(this::exchangeBy);
        return other.isPresent();
    }

    /** Whether a response made a child at the peer, also one that this host does not want. */
    public static boolean isMadeBy(Received response) {
        return response.error().isEmpty()
                && response.first(Payload.SecurityAssociation.class).isPresent();
    }

    /** What the response to CREATE_CHILD_SA agrees to. */
    public Outcome<AgreedChild> process(Received response) {
        return process(response, new Nonces(Bytes.empty(), Bytes.empty()));
    }

    /**
     * What the response agrees to.
     *
     * @param initNonces those of IKE_SA_INIT, which a child of IKE_AUTH uses
     */
    public Outcome<AgreedChild> process(Received response, Nonces initNonces) {
        Optional<Notify> error = response.error();
        if (error.isPresent()) {
            return local(FaultTable.refusal(form(), error.get()));
        }
        Optional<EspChoice> choice = response.first(Payload.SecurityAssociation.class)
                .flatMap(sa -> terms.proposals().accepted(sa.proposals()));
        if (choice.isEmpty()) {
            return local(NegotiationFailure.PROTOCOL_ERROR, "the peer chose what was not offered (RFC 7296 §2.7)");
        }
        if (!response.says(NotifyType.USE_TRANSPORT_MODE)) {
            return local(
                    NegotiationFailure.TRANSPORT_MODE_REFUSED,
                    "the peer made a tunnel where transport mode was asked for; set its mode to transport");
        }
        if (!response.selectors(true).filter(terms::meanLocal).isPresent()
                || !response.selectors(false).filter(terms::meanRemote).isPresent()) {
            return local(
                    NegotiationFailure.INVALID_SELECTORS,
                    "the peer narrowed the selectors of " + terms.path()
                            + "; it must protect the two addresses with all protocols and ports");
        }
        return agreed(response, choice.get(), initNonces);
    }

    private Outcome<AgreedChild> agreed(Received response, EspChoice choice, Nonces initNonces) {
        if (nonce.isEmpty()) {
            return Outcome.of(new AgreedChild(choice, inbound, initNonces, Optional.empty(), true));
        }
        Optional<Payload.Nonce> peerNonce = response.first(Payload.Nonce.class);
        if (peerNonce.isEmpty()) {
            return local(NegotiationFailure.PROTOCOL_ERROR, "CREATE_CHILD_SA was answered without a nonce");
        }
        Nonces nonces = new Nonces(nonce.get(), peerNonce.get().data());
        if (choice.keyExchange().isEmpty()) {
            return Outcome.of(new AgreedChild(choice, inbound, nonces, Optional.empty(), true));
        }
        Optional<SecretBytes> secret = half.filter(
                        h -> h.method() == choice.keyExchange().get())
                .flatMap(h -> response.first(Payload.KeyExchange.class)
                        .filter(k -> k.method() == h.method().transformId())
                        .flatMap(k -> h.initiation().complete(k.data())));
        return secret.isEmpty()
                ? local(NegotiationFailure.PROTOCOL_ERROR, "the child's key exchange has no legal answer (§1.3.1)")
                : Outcome.of(new AgreedChild(choice, inbound, nonces, secret, true));
    }

    private static Outcome<AgreedChild> local(NegotiationFailure reason, String detail) {
        return local(new IkeFault(reason, OptionalInt.empty(), detail));
    }

    private static Outcome<AgreedChild> local(IkeFault fault) {
        return Outcome.refused(new Refusal(fault, Bytes.empty()));
    }

    /** This end's half of a key exchange. */
    private record Half(KeyExchangeMethod method, KeyExchange.Initiation initiation) {}

    /** Wipes the private value. */
    @Override
    public void close() {
        half.ifPresent(h -> h.initiation().close());
    }
}
