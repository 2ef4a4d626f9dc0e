package io.secureconnect.core.ike.task;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.keys.SpiPair;
import io.secureconnect.core.ike.negotiate.IkeChoice;
import io.secureconnect.core.ike.negotiate.IkeProposals;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.spi.RandomSource;
import java.util.List;
import java.util.Optional;

/** The rekeying of an IKE SA, by the side that answers (RFC 7296 §1.3.2, §2.18). */
public final class RekeyIkeRemote {
    private final IkeCrypto crypto;
    private final RandomSource random;
    private final List<IkeProposal> proposals;

    public RekeyIkeRemote(IkeCrypto crypto, RandomSource random, List<IkeProposal> proposals) {
        this.crypto = crypto;
        this.random = random;
        this.proposals = List.copyOf(proposals);
    }

    /**
     * An answered request.
     *
     * @param payloads of the answer
     */
    public record Answer(AgreedIke ike, List<Payload> payloads) {
        public Answer {
            payloads = List.copyOf(payloads);
        }
    }

    public Outcome<Answer> process(Received request) {
        Optional<IkeChoice> choice = request.first(Payload.SecurityAssociation.class)
                .flatMap(sa -> IkeProposals.choose(proposals, sa.proposals()));
        if (choice.isEmpty()) {
            return Outcome.refused(Refusal.of(
                    NegotiationFailure.NO_IKE_PROPOSAL,
                    NotifyType.NO_PROPOSAL_CHOSEN,
                    "the peer rekeys the IKE SA with none of " + proposals + "; give both ends one in common"));
        }
        Optional<Long> peerSpi = IkeSpis.of(choice.get().peerSpi());
        Optional<Payload.Nonce> peerNonce = request.first(Payload.Nonce.class);
        Optional<Payload.KeyExchange> theirs = request.first(Payload.KeyExchange.class);
        if (peerSpi.isEmpty() || peerNonce.isEmpty() || theirs.isEmpty()) {
            return Outcome.refused(Refusal.malformed("the IKE SA is rekeyed without SPI, nonce or key exchange"));
        }
        IkeProposal proposal = choice.get().proposal();
        int method = proposal.keyExchange().transformId();
        if (theirs.get().method() != method) {
            return Outcome.refused(Refusal.of(
                    NegotiationFailure.NO_KEY_EXCHANGE,
                    NotifyType.INVALID_KE_PAYLOAD,
                    Notices.numbers(List.of(method)),
                    "the peer began with key exchange " + theirs.get().method() + ", agreed is "
                            + proposal.keyExchange().keyword()));
        }
        Optional<KeyExchange.Response> half =
                crypto.keyExchange(proposal.keyExchange()).respond(theirs.get().data(), random);
        if (half.isEmpty()) {
            return Outcome.refused(Refusal.malformed("the peer's public value is none of its method (RFC 7296 §3.4)"));
        }
        Bytes nonce = Bytes.wrap(random.octets(SaInitLocal.NONCE_OCTETS));
        long spi = IkeSpis.next(random);
        AgreedIke ike = new AgreedIke(
                proposal,
                new SpiPair(peerSpi.get(), spi),
                new Nonces(peerNonce.get().data(), nonce),
                false,
                half.get().secret());
        return Outcome.of(new Answer(
                ike,
                List.of(
                        new Payload.SecurityAssociation(List.of(choice.get().answer(IkeSpis.octets(spi)))),
                        new Payload.Nonce(nonce),
                        new Payload.KeyExchange(method, half.get().data()))));
    }
}
