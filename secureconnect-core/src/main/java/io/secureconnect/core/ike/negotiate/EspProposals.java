package io.secureconnect.core.ike.negotiate;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.registry.ExtendedSequenceNumbers;
import io.secureconnect.core.ike.registry.SecurityProtocol;
import io.secureconnect.core.ike.registry.TransformType;
import io.secureconnect.core.ike.wire.v2.Payload.Proposal;
import io.secureconnect.core.ike.wire.v2.Payload.Transform;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The proposals of a child, one on the wire for each of the policy (RFC 7296 §3.3).
 *
 * @param proposals best first
 * @param extendedSequenceNumbers whether they are preferred; a peer without them is taken, since the window protects alike
 * @param keyExchanges of the child itself, best first; empty for a child that has none
 * @param keyExchangeRequired whether a child without its own key exchange is refused
 */
public record EspProposals(
        List<EspProposal> proposals,
        boolean extendedSequenceNumbers,
        List<KeyExchangeMethod> keyExchanges,
        boolean keyExchangeRequired) {
    private static final int ESP = SecurityProtocol.ESP.number();
    private static final int ESN = TransformType.EXTENDED_SEQUENCE_NUMBERS.number();
    private static final int KE = TransformType.KEY_EXCHANGE.number();

    public EspProposals {
        proposals = List.copyOf(proposals);
        keyExchanges = List.copyOf(keyExchanges);
    }

    /** The same for the child of IKE_AUTH, which never has a key exchange of its own (RFC 7296 §1.2). */
    public EspProposals withoutKeyExchange() {
        return new EspProposals(proposals, extendedSequenceNumbers, List.of(), false);
    }

    /** What the side offers that begins. */
    public List<Proposal> offer(Spi inbound) {
        List<Proposal> offers = new ArrayList<>();
        for (EspProposal proposal : proposals) {
            List<Transform> transforms = new ArrayList<>();
            wants(proposal).forEach(w -> transforms.addAll(w.choices()));
            offers.add(new Proposal(offers.size() + 1, ESP, octets(inbound), transforms));
        }
        return offers;
    }

    /** The first of ours that is in {@code offered}. */
    public Optional<EspChoice> choose(List<Proposal> offered) {
        for (EspProposal proposal : proposals) {
            for (Proposal theirs : offered) {
                Optional<Spi> spi = spi(theirs);
                if (theirs.protocol() != ESP || spi.isEmpty()) {
                    continue;
                }
                Optional<List<Transform>> chosen = Matching.choose(theirs, wants(proposal));
                if (chosen.isPresent()) {
                    Proposal answer = new Proposal(theirs.number(), ESP, Bytes.empty(), chosen.get());
                    return Optional.of(choice(proposal, answer, spi.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** Which of ours an answer means; empty unless it is exactly one of those that {@link #offer} made. */
    public Optional<EspChoice> accepted(List<Proposal> answers) {
        if (answers.size() != 1) {
            return Optional.empty();
        }
        Proposal answer = answers.get(0);
        return spi(answer)
                .flatMap(spi -> offer(spi).stream()
                        .filter(o -> Matching.isAnswer(o, answer))
                        .findFirst()
                        .map(o -> choice(proposals.get(o.number() - 1), answer, spi)));
    }

    /** The answer of a choice, with the SPI of the one who answers. */
    public static Proposal answer(EspChoice choice, Spi inbound) {
        return new Proposal(
                choice.answer().number(), ESP, octets(inbound), choice.answer().transforms());
    }

    private List<Want> wants(EspProposal proposal) {
        List<Want> wants = new ArrayList<>();
        wants.add(IkeProposals.encryption(proposal.encryption()));
        proposal.integrity().ifPresent(i -> wants.add(Want.exactly(TransformType.INTEGRITY, i.transformId())));
        if (!keyExchanges.isEmpty()) {
            List<Transform> methods = new ArrayList<>();
            keyExchanges.forEach(m -> methods.add(IkeProposals.transform(KE, m)));
            if (!keyExchangeRequired) {
                methods.add(Want.none(KE));
            }
            wants.add(new Want(KE, methods));
        }
        Transform no = sequenceNumbers(ExtendedSequenceNumbers.NO);
        wants.add(new Want(
                ESN,
                extendedSequenceNumbers ? List.of(sequenceNumbers(ExtendedSequenceNumbers.YES), no) : List.of(no)));
        return wants;
    }

    private static Transform sequenceNumbers(ExtendedSequenceNumbers kind) {
        return new Transform(ESN, kind.number(), OptionalInt.empty(), false);
    }

    private static EspChoice choice(EspProposal proposal, Proposal answer, Spi peerSpi) {
        boolean extended = answer.transforms().contains(sequenceNumbers(ExtendedSequenceNumbers.YES));
        Optional<KeyExchangeMethod> method = Matching.ofType(answer, KE).stream()
                .flatMap(t -> KeyExchanges.of(t.id()).stream())
                .findFirst();
        return new EspChoice(proposal, extended, method, answer, peerSpi);
    }

    /** The SPI of a proposal or a notify; empty if it has not four octets, or is reserved. */
    public static Optional<Spi> spi(Bytes octets) {
        if (octets.length() != Integer.BYTES) {
            return Optional.empty();
        }
        int value = ByteBuffer.wrap(octets.toArray()).getInt();
        return value >= 0 && value < Spi.LOWEST ? Optional.empty() : Optional.of(new Spi(value));
    }

    private static Optional<Spi> spi(Proposal proposal) {
        return spi(proposal.spi());
    }

    /** An SPI as it is on the wire. */
    public static Bytes octets(Spi spi) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(spi.value()).array());
    }

    /** All methods that {@code proposals} of IKE name, as a child's own: first come, first. */
    public static List<KeyExchangeMethod> methods(KeyExchangeMethod first, List<KeyExchangeMethod> others) {
        List<KeyExchangeMethod> methods = new ArrayList<>(List.of(first));
        others.stream().filter(m -> !methods.contains(m)).forEach(methods::add);
        return methods;
    }
}
