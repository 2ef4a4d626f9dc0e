package io.secureconnect.core.ike.task;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.negotiate.IkeChoice;
import io.secureconnect.core.ike.negotiate.IkeProposals;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.FaultTable;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.Payload.Notify;
import io.secureconnect.spi.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** IKE_SA_INIT of the initiator (RFC 7296 §1.2), if need be anew with a cookie (§2.6) or another key exchange. */
public final class SaInitLocal implements AutoCloseable {
    static final int NONCE_OCTETS = 32;
    private static final int MOST_RESTARTS = 4;

    private final IkeCrypto crypto;
    private final RandomSource random;
    private final List<IkeProposal> proposals;
    private final Abilities own;
    private final Bytes nonce;
    private KeyExchange.Initiation half;
    private KeyExchangeMethod method;
    private Optional<Notify> cookie = Optional.empty();
    private int restarts;

    public SaInitLocal(IkeCrypto crypto, RandomSource random, List<IkeProposal> proposals, Abilities own) {
        this.crypto = crypto;
        this.random = random;
        this.proposals = List.copyOf(proposals);
        this.own = own;
        this.nonce = Bytes.wrap(random.octets(NONCE_OCTETS));
        this.method = proposals.get(0).keyExchange();
        this.half = crypto.keyExchange(method).initiate(random);
    }

    /** The payloads of the request. */
    public List<Payload> build(List<Notify> natDetection) {
        List<Payload> payloads = new ArrayList<>();
        cookie.ifPresent(payloads::add);
        payloads.add(new Payload.SecurityAssociation(IkeProposals.offer(proposals, Bytes.empty())));
        payloads.add(new Payload.KeyExchange(method.transformId(), half.data()));
        payloads.add(new Payload.Nonce(nonce));
        payloads.addAll(natDetection);
        payloads.addAll(own.payloads());
        return payloads;
    }

    /** Whether the responder wants the request anew, and it is ready to be built so. */
    public boolean restarts(Received response) {
        if (restarts == MOST_RESTARTS) {
            return false;
        }
        Optional<Notify> newCookie = response.notify(NotifyType.COOKIE);
        Optional<KeyExchangeMethod> other = WantedMethod.of(response, proposals).filter(m -> m != method);
        if (newCookie.isEmpty() && other.isEmpty()) {
            return false;
        }
        newCookie.ifPresent(c -> cookie = Optional.of(Notices.of(NotifyType.COOKIE, c.data())));
        other.ifPresent(this::exchangeBy);
        restarts++;
        return true;
    }

    private void exchangeBy(KeyExchangeMethod other) {
        half.close();
        method = other;
        half = crypto.keyExchange(other).initiate(random);
    }

    /** What the response agrees to. An error in it is not authenticated: a hint, no more (§2.21.1). */
    public Outcome<SaAgreement> process(Received response) {
        Optional<Notify> error = response.error();
        if (error.isPresent()) {
            return Outcome.refused(
                    new Refusal(FaultTable.refusal(ExchangeForm.IKE_SA_INIT, error.get()), Bytes.empty()));
        }
        Optional<Payload.SecurityAssociation> sa = response.first(Payload.SecurityAssociation.class);
        Optional<Payload.KeyExchange> exchange = response.first(Payload.KeyExchange.class);
        Optional<Payload.Nonce> peerNonce = response.first(Payload.Nonce.class);
        if (sa.isEmpty() || exchange.isEmpty() || peerNonce.isEmpty()) {
            return Outcome.refused(Refusal.malformed("IKE_SA_INIT was answered without SA, KE or nonce"));
        }
        Optional<IkeChoice> choice = IkeProposals.accepted(proposals, sa.get().proposals());
        if (choice.isEmpty() || choice.get().proposal().keyExchange() != method) {
            return Outcome.refused(Refusal.malformed("the responder chose what was not offered (RFC 7296 §2.7)"));
        }
        Optional<SecretBytes> secret = exchange.get().method() == method.transformId()
                ? half.complete(exchange.get().data())
                : Optional.empty();
        if (secret.isEmpty()) {
            return Outcome.refused(Refusal.malformed(
                    "the responder's public value is none of " + method.keyword() + " (RFC 7296 §3.4)"));
        }
        return Outcome.of(new SaAgreement(
                choice.get().proposal(),
                secret.get(),
                new Nonces(nonce, peerNonce.get().data()),
                Abilities.of(response)));
    }

    /** Wipes the private value. */
    @Override
    public void close() {
        half.close();
    }
}
