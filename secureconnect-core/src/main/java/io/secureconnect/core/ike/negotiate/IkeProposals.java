package io.secureconnect.core.ike.negotiate;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.registry.SecurityProtocol;
import io.secureconnect.core.ike.registry.TransformType;
import io.secureconnect.core.ike.wire.v2.Payload.Proposal;
import io.secureconnect.core.ike.wire.v2.Payload.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** The proposals of an IKE SA, one on the wire for each of the policy (RFC 7296 §3.3, RFC 9370 §2.2.1). */
public final class IkeProposals {
    private static final int FIRST_ADDITIONAL = TransformType.ADDITIONAL_KEY_EXCHANGE_1.number();
    private static final int LAST_ADDITIONAL = TransformType.ADDITIONAL_KEY_EXCHANGE_7.number();

    private IkeProposals() {}

    /**
     * What the side offers that begins.
     *
     * @param spi empty in IKE_SA_INIT, 8 octets in a rekeying
     */
    public static List<Proposal> offer(List<IkeProposal> ours, Bytes spi) {
        List<Proposal> offers = new ArrayList<>();
        for (IkeProposal proposal : ours) {
            List<Transform> transforms = new ArrayList<>();
            wants(proposal, additionalTypes(proposal)).forEach(w -> transforms.addAll(w.choices()));
            transforms.removeIf(t -> t.equals(Want.none(t.type())));
            offers.add(new Proposal(offers.size() + 1, SecurityProtocol.IKE.number(), spi, transforms));
        }
        return offers;
    }

    /** The first of {@code ours} that is in {@code offered}: the policy of the one who answers decides. */
    public static Optional<IkeChoice> choose(List<IkeProposal> ours, List<Proposal> offered) {
        for (IkeProposal proposal : ours) {
            for (Proposal theirs : offered) {
                if (theirs.protocol() != SecurityProtocol.IKE.number()) {
                    continue;
                }
                Optional<List<Integer>> types = placeAdditional(proposal.additional(), theirs);
                Optional<List<Transform>> chosen = types.flatMap(t -> Matching.choose(theirs, wants(proposal, t)));
                if (chosen.isPresent()) {
                    Proposal answer = new Proposal(theirs.number(), theirs.protocol(), Bytes.empty(), chosen.get());
                    return Optional.of(new IkeChoice(proposal, answer, theirs.spi()));
                }
            }
        }
        return Optional.empty();
    }

    /** Which of {@code ours} an answer means; empty unless it is exactly one of those that were offered. */
    public static Optional<IkeChoice> accepted(List<IkeProposal> ours, List<Proposal> answers) {
        if (answers.size() != 1) {
            return Optional.empty();
        }
        Proposal answer = answers.get(0);
        return offer(ours, answer.spi()).stream()
                .filter(o -> Matching.isAnswer(o, answer))
                .findFirst()
                .map(o -> new IkeChoice(ours.get(o.number() - 1), answer, answer.spi()));
    }

    /**
     * Which additional type carries each of our additional methods; the types that are left over must have NONE. Methods
     * keep their order, types may leave gaps.
     */
    private static Optional<List<Integer>> placeAdditional(List<KeyExchangeMethod> methods, Proposal theirs) {
        TreeSet<Integer> types = new TreeSet<>();
        theirs.transforms().stream()
                .map(Transform::type)
                .filter(t -> t >= FIRST_ADDITIONAL && t <= LAST_ADDITIONAL)
                .forEach(types::add);
        List<Integer> placed = new ArrayList<>();
        for (int type : types) {
            boolean fits = placed.size() < methods.size()
                    && theirs.transforms().contains(transform(type, methods.get(placed.size())));
            if (fits) {
                placed.add(type);
            }
        }
        return placed.size() == methods.size() ? Optional.of(placed) : Optional.empty();
    }

    private static List<Integer> additionalTypes(IkeProposal proposal) {
        List<Integer> types = new ArrayList<>();
        for (int i = 0; i < proposal.additional().size(); i++) {
            types.add(FIRST_ADDITIONAL + i);
        }
        return types;
    }

    private static List<Want> wants(IkeProposal proposal, List<Integer> additionalTypes) {
        List<Want> wants = new ArrayList<>();
        wants.add(encryption(proposal.encryption()));
        wants.add(Want.exactly(
                TransformType.PSEUDO_RANDOM_FUNCTION, proposal.prf().transformId()));
        proposal.integrity().ifPresent(i -> wants.add(Want.exactly(TransformType.INTEGRITY, i.transformId())));
        wants.add(
                Want.exactly(TransformType.KEY_EXCHANGE, proposal.keyExchange().transformId()));
        for (int i = 0; i < additionalTypes.size(); i++) {
            int type = additionalTypes.get(i);
            wants.add(
                    new Want(type, List.of(transform(type, proposal.additional().get(i)))));
        }
        return wants;
    }

    static Want encryption(EncryptionAlgorithm algorithm) {
        boolean fixedLength = algorithm == EncryptionAlgorithm.CHACHA20_POLY1305; // RFC 7634 §4: no attribute
        OptionalInt keyBits = fixedLength ? OptionalInt.empty() : OptionalInt.of(algorithm.keyOctets() * 8);
        return Want.exactly(TransformType.ENCRYPTION, algorithm.transformId(), keyBits);
    }

    static Transform transform(int type, KeyExchangeMethod method) {
        return new Transform(type, method.transformId(), OptionalInt.empty(), false);
    }
}
