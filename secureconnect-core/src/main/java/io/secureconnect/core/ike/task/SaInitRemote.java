package io.secureconnect.core.ike.task;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.negotiate.IkeChoice;
import io.secureconnect.core.ike.negotiate.IkeProposals;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.Payload.Notify;
import io.secureconnect.spi.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** IKE_SA_INIT of the responder (RFC 7296 §1.2). */
public final class SaInitRemote {
    private final IkeCrypto crypto;
    private final RandomSource random;
    private final List<IkeProposal> proposals;
    private final Abilities own;

    public SaInitRemote(IkeCrypto crypto, RandomSource random, List<IkeProposal> proposals, Abilities own) {
        this.crypto = crypto;
        this.random = random;
        this.proposals = List.copyOf(proposals);
        this.own = own;
    }

    /**
     * An answered request.
     *
     * @param payloads of the answer
     */
    public record Answer(SaAgreement agreement, List<Payload> payloads) {
        public Answer {
            payloads = List.copyOf(payloads);
        }
    }

    /** The agreement and the answer that states it. */
    public Outcome<Answer> process(Received request, List<Notify> natDetection) {
        Optional<Payload.SecurityAssociation> sa = request.first(Payload.SecurityAssociation.class);
        Optional<Payload.KeyExchange> exchange = request.first(Payload.KeyExchange.class);
        Optional<Payload.Nonce> peerNonce = request.first(Payload.Nonce.class);
        if (sa.isEmpty() || exchange.isEmpty() || peerNonce.isEmpty()) {
            return Outcome.refused(Refusal.malformed("IKE_SA_INIT came without SA, KE or nonce"));
        }
        Abilities peer = Abilities.of(request);
        Optional<IkeChoice> choice =
                IkeProposals.choose(possible(peer), sa.get().proposals());
        if (choice.isEmpty()) {
            return Outcome.refused(Refusal.of(
                    NegotiationFailure.NO_IKE_PROPOSAL,
                    NotifyType.NO_PROPOSAL_CHOSEN,
                    "the peer offers none of the IKE proposals " + proposals + "; give both ends one in common"));
        }
        IkeProposal proposal = choice.get().proposal();
        int method = proposal.keyExchange().transformId();
        if (exchange.get().method() != method) {
            return Outcome.refused(Refusal.of(
                    NegotiationFailure.NO_KEY_EXCHANGE,
                    NotifyType.INVALID_KE_PAYLOAD,
                    Notices.numbers(List.of(method)),
                    "the peer began with key exchange " + exchange.get().method() + ", agreed is "
                            + proposal.keyExchange().keyword()));
        }
        Optional<KeyExchange.Response> half = crypto.keyExchange(proposal.keyExchange())
                .respond(exchange.get().data(), random);
        if (half.isEmpty()) {
            return Outcome.refused(Refusal.malformed("the initiator's public value is none of "
                    + proposal.keyExchange().keyword() + " (RFC 7296 §3.4)"));
        }
        Bytes nonce = Bytes.wrap(random.octets(SaInitLocal.NONCE_OCTETS));
        SaAgreement agreement = new SaAgreement(
                proposal, half.get().secret(), new Nonces(peerNonce.get().data(), nonce), peer);
        List<Payload> payloads = new ArrayList<>();
        payloads.add(new Payload.SecurityAssociation(List.of(choice.get().answer(Bytes.empty()))));
        payloads.add(new Payload.KeyExchange(method, half.get().data()));
        payloads.add(new Payload.Nonce(nonce));
        payloads.addAll(natDetection);
        payloads.addAll(answering(peer).payloads());
        return Outcome.of(new Answer(agreement, payloads));
    }

    /** Additional key exchanges travel in IKE_INTERMEDIATE, so a peer must know that one (RFC 9370 §2.2.1). */
    private List<IkeProposal> possible(Abilities peer) {
        return proposals.stream()
                .filter(p -> peer.intermediate() || p.additional().isEmpty())
                .collect(Collectors.toUnmodifiableList());
    }

    /** Some abilities are only stated to a peer that stated them first. */
    private Abilities answering(Abilities peer) {
        return new Abilities(
                own.fragmentation() && peer.fragmentation(),
                own.intermediate() && peer.intermediate(),
                own.childless(),
                own.postquantumKey() && peer.postquantumKey(),
                own.signatureHashes(),
                own.requests());
    }
}
