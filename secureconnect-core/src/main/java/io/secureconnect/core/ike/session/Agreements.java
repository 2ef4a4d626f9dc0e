package io.secureconnect.core.ike.session;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.keys.ChildKeySchedule;
import io.secureconnect.core.ike.keys.ChildKeys;
import io.secureconnect.core.ike.keys.IkeKeys;
import io.secureconnect.core.ike.keys.KeySchedule;
import io.secureconnect.core.ike.negotiate.EspProposals;
import io.secureconnect.core.ike.task.AgreedChild;
import io.secureconnect.core.ike.task.AgreedIke;
import io.secureconnect.core.ike.task.ChildTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** From the terms of a peer to what is offered, and from what was agreed to SAs with their keys. */
final class Agreements {
    private Agreements() {}

    /** The child that this host asks for. */
    static ChildTerms childTerms(Conversation session, boolean ownKeyExchange) {
        return terms(session, ownKeyExchange ? methods(session) : List.of(), ownKeyExchange);
    }

    /** The child that the peer may ask for: with a key exchange of its own, even where this host would do without. */
    static ChildTerms acceptedTerms(Conversation session) {
        return terms(session, methods(session), session.terms().perfectForwardSecrecy());
    }

    private static ChildTerms terms(Conversation session, List<KeyExchangeMethod> methods, boolean required) {
        PeerTerms terms = session.terms();
        EspProposals proposals = new EspProposals(
                terms.espProposals(), terms.childParameters().extendedSequenceNumbers(), methods, required);
        return new ChildTerms(terms.path(), proposals, session.link().nat());
    }

    /** The method of the IKE SA first, which both ends are known to have, then all others that policy names. */
    private static List<KeyExchangeMethod> methods(Conversation session) {
        List<KeyExchangeMethod> methods = new ArrayList<>();
        session.current().established().ifPresent(e -> methods.add(e.proposal().keyExchange()));
        session.terms().ikeProposals().stream()
                .map(IkeProposal::keyExchange)
                .filter(m -> !methods.contains(m))
                .distinct()
                .forEach(methods::add);
        return methods;
    }

    /** For a rekeying: what is in use first, then the rest in the order of policy. */
    static List<IkeProposal> ikeProposals(PeerTerms terms, IkeProposal agreed) {
        List<IkeProposal> proposals = new ArrayList<>(List.of(agreed));
        proposals.addAll(
                terms.ikeProposals().stream().filter(p -> !p.equals(agreed)).collect(Collectors.toUnmodifiableList()));
        return proposals;
    }

    /** Derives the keys of a child; wipes its shared secret. */
    static Children.Made makeChild(Conversation session, AgreedChild agreed, Established sa) {
        try (agreed) {
            List<SecretBytes> secrets = agreed.sharedSecret().map(List::of).orElseGet(List::of);
            ChildKeys keys =
                    ChildKeySchedule.derive(sa.prf(), sa.skD(), agreed.choice().proposal(), secrets, agreed.nonces());
            return session.children().make(agreed, keys, session.link().template());
        }
    }

    /** Makes the IKE SA that replaces another, under its own windows and keys; wipes the secrets. */
    static IkeSa makeIke(Established old, AgreedIke agreed, List<SecretBytes> secrets) {
        Conversation session = old.session();
        boolean initiator = agreed.initiator();
        IkeSa made = new IkeSa(
                session,
                initiator,
                initiator ? agreed.spis().initiator() : agreed.spis().responder(),
                initiator ? agreed.spis().responder() : agreed.spis().initiator());
        Prf prf = session.context().crypto().prf(agreed.proposal().prf());
        try (IkeKeys keys = KeySchedule.rekeyed(
                old.prf(), old.skD(), prf, agreed.proposal(), secrets, agreed.nonces(), agreed.spis())) {
            made.protect(keys);
            made.agreeOnFragments(old.sa().hasFragments());
            made.become(new Established(made, agreed.proposal(), keys.skD().copy()));
        }
        secrets.forEach(SecretBytes::close);
        session.ikeSas().add(made);
        return made;
    }
}
