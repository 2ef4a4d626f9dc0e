package io.secureconnect.core.ike.task;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.keys.SpiPair;
import io.secureconnect.core.ike.negotiate.IkeChoice;
import io.secureconnect.core.ike.negotiate.IkeProposals;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.FaultTable;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.Payload.Notify;
import io.secureconnect.spi.RandomSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The rekeying of an IKE SA, by the side that begins (RFC 7296 §1.3.2, §2.18). */
public final class RekeyIkeLocal implements AutoCloseable {
    private final IkeCrypto crypto;
    private final RandomSource random;
    private final List<IkeProposal> proposals;
    private final long spi;
    private final Bytes nonce;
    private KeyExchangeMethod method;
    private KeyExchange.Initiation half;

    /** @param spi of this host in the new IKE SA */
    public RekeyIkeLocal(
            IkeCrypto crypto, RandomSource random, List<IkeProposal> proposals, KeyExchangeMethod method, long spi) {
        this.crypto = crypto;
        this.random = random;
        this.proposals = List.copyOf(proposals);
        this.spi = spi;
        this.nonce = Bytes.wrap(random.octets(SaInitLocal.NONCE_OCTETS));
        this.method = method;
        this.half = crypto.keyExchange(method).initiate(random);
    }

    public List<Payload> build() {
        return List.of(
                new Payload.SecurityAssociation(IkeProposals.offer(proposals, IkeSpis.octets(spi))),
                new Payload.Nonce(nonce),
                new Payload.KeyExchange(method.transformId(), half.data()));
    }

    /** Whether the responder wants another key exchange that was offered, and the request is ready to be built with it. */
    public boolean restarts(Received response) {
        Optional<KeyExchangeMethod> other = WantedMethod.of(response, proposals).filter(m -> m != method);
        other.ifPresent(m -> {
            half.close();
            method = m;
            half = crypto.keyExchange(m).initiate(random);
        });
        return other.isPresent();
    }

    public Outcome<AgreedIke> process(Received response) {
        Optional<Notify> error = response.error();
        if (error.isPresent()) {
            return refused(FaultTable.refusal(ExchangeForm.REKEY_IKE, error.get()));
        }
        Optional<IkeChoice> choice = response.first(Payload.SecurityAssociation.class)
                .flatMap(sa -> IkeProposals.accepted(proposals, sa.proposals()))
                .filter(c -> c.proposal().keyExchange() == method);
        Optional<Long> peerSpi = choice.flatMap(c -> IkeSpis.of(c.peerSpi()));
        Optional<Payload.Nonce> peerNonce = response.first(Payload.Nonce.class);
        if (choice.isEmpty() || peerSpi.isEmpty() || peerNonce.isEmpty()) {
            return refused(protocolError("the peer chose what was not offered, or gave no SPI or nonce"));
        }
        Optional<SecretBytes> secret = response.first(Payload.KeyExchange.class)
                .filter(k -> k.method() == method.transformId())
                .flatMap(k -> half.complete(k.data()));
        if (secret.isEmpty()) {
            return refused(protocolError("the peer's public value is none of " + method.keyword()));
        }
        return Outcome.of(new AgreedIke(
                choice.get().proposal(),
                new SpiPair(spi, peerSpi.get()),
                new Nonces(nonce, peerNonce.get().data()),
                true,
                secret.get()));
    }

    private static IkeFault protocolError(String detail) {
        return new IkeFault(
                NegotiationFailure.PROTOCOL_ERROR,
                OptionalInt.empty(),
                "rekeying of the IKE SA: " + detail + " (RFC 7296 §1.3.2)");
    }

    private static Outcome<AgreedIke> refused(IkeFault fault) {
        return Outcome.refused(new Refusal(fault, Bytes.empty()));
    }

    /** Wipes the private value. */
    @Override
    public void close() {
        half.close();
    }
}
