package io.secureconnect.core.ike.v1.quickmode;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.core.ike.v1.exchange.NatTraversal;
import io.secureconnect.core.ike.v1.informational.Notice;
import io.secureconnect.core.ike.v1.mainmode.PhaseOne;
import io.secureconnect.core.ike.v1.negotiate.OfferText;
import io.secureconnect.core.ike.v1.negotiate.PhaseTwoChoice;
import io.secureconnect.core.ike.v1.negotiate.PhaseTwoProposals;
import io.secureconnect.core.ike.v1.registry.EncapsulationMode;
import io.secureconnect.core.ike.v1.registry.GroupDescription;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Identification;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.NatOriginalAddress;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a child must be like, from policy and from what phase 1 found out about the path. */
final class ChildTerms {
    /** Where an offer says nothing of seconds (RFC 2407 §4.5). */
    private static final Duration UNSAID = Duration.ofHours(8);

    private static final List<EncapsulationMode> TUNNELS = List.of(
            EncapsulationMode.TUNNEL,
            EncapsulationMode.UDP_ENCAPSULATED_TUNNEL,
            EncapsulationMode.UDP_ENCAPSULATED_TUNNEL_DRAFT);

    private final IsakmpTerms terms;
    private final PhaseOne phaseOne;
    private final Predicate<Spi> outbound;

    ChildTerms(QuickModeContext context) {
        this.terms = context.terms();
        this.phaseOne = context.phaseOne();
        this.outbound = context.outbound();
    }

    /** With perfect forward secrecy the group that phase 1 took, which both ends are known to have. */
    Optional<KeyExchangeMethod> group() {
        return Optional.of(phaseOne.proposal().keyExchange()).filter(g -> terms.perfectForwardSecrecy());
    }

    /** What is offered, and compared with the answer. */
    PhaseTwoProposals proposals() {
        return proposals(group(), encapsulation());
    }

    private PhaseTwoProposals proposals(Optional<KeyExchangeMethod> group, EncapsulationMode encapsulation) {
        return new PhaseTwoProposals(terms.espProposals(), group, encapsulation.number(), limits());
    }

    /** With a NAT between; or if policy wants it anyhow, which a peer must refuse that does not know how. */
    boolean udpEncapsulated() {
        return phaseOne.nat().isDetected() || terms.udpEncapsulation() == UdpEncapsulation.FORCE;
    }

    private EncapsulationMode encapsulation() {
        if (!udpEncapsulated()) {
            return EncapsulationMode.TRANSPORT;
        }
        return isOfDrafts()
                ? EncapsulationMode.UDP_ENCAPSULATED_TRANSPORT_DRAFT
                : EncapsulationMode.UDP_ENCAPSULATED_TRANSPORT;
    }

    private boolean isOfDrafts() {
        return phaseOne.peer().natTraversal() == NatTraversal.DRAFT;
    }

    /** What is taken of an offer: with perfect forward secrecy only what has a group of policy, without it also what has none. */
    Optional<PhaseTwoChoice> choose(SecurityAssociation offered) {
        return choose(offered, encapsulation());
    }

    private Optional<PhaseTwoChoice> choose(SecurityAssociation offered, EncapsulationMode encapsulation) {
        for (KeyExchangeMethod group : groups()) {
            Optional<PhaseTwoChoice> choice =
                    proposals(Optional.of(group), encapsulation).choose(offered);
            if (choice.isPresent()) {
                return choice;
            }
        }
        return terms.perfectForwardSecrecy()
                ? Optional.empty()
                : proposals(Optional.empty(), encapsulation)
                        .choose(offered)
                        .filter(c -> c.group().isEmpty());
    }

    /** Those of policy that IKEv1 has numbers for. */
    private List<KeyExchangeMethod> groups() {
        return Stream.concat(Stream.of(phaseOne.proposal()), terms.ikeProposals().stream())
                .map(IkeProposal::keyExchange)
                .filter(g -> GroupDescription.of(g.transformId()).isPresent())
                .distinct()
                .collect(Collectors.toUnmodifiableList());
    }

    /** Why nothing is taken of an offer. */
    IkeFault refusal(SecurityAssociation offered) {
        return isTunnel(offered)
                ? tunnel()
                : Faults.noProposal(
                        NegotiationFailure.NO_ESP_PROPOSAL,
                        "the peer offers none of the ESP proposals " + terms.espProposals() + " in mode "
                                + encapsulation().rfcName()
                                + (terms.perfectForwardSecrecy() ? " with a key exchange of its own" : "")
                                + ", but " + OfferText.phaseTwo(offered) + "; give both ends one in common");
    }

    /** Why an answer is none. */
    IkeFault notOffered(SecurityAssociation answer) {
        return isTunnel(answer)
                ? tunnel()
                : Faults.noProposal(
                        NegotiationFailure.PROTOCOL_ERROR,
                        "the peer chose what was not offered: " + OfferText.phaseTwo(answer) + " (RFC 2409 §5.5)");
    }

    private boolean isTunnel(SecurityAssociation association) {
        return TUNNELS.stream().anyMatch(mode -> choose(association, mode).isPresent());
    }

    private static IkeFault tunnel() {
        return Faults.noProposal(
                NegotiationFailure.TRANSPORT_MODE_REFUSED, "the peer asks for a tunnel; set its mode to transport");
    }

    /** What is wrong with a choice beside its algorithms, and with the selectors of its child; empty if nothing is. */
    Optional<IkeFault> fault(PhaseTwoChoice choice, List<Identification> identities, boolean initiator) {
        if (outbound.test(choice.peerSpi())) {
            return Optional.of(Faults.of(
                    NegotiationFailure.PROTOCOL_ERROR,
                    NotifyType.INVALID_SPI,
                    "the peer chose SPI " + choice.peerSpi() + " again, which one of its children has"));
        }
        return meanPath(identities, initiator) ? Optional.empty() : Optional.of(wrongIdentities());
    }

    /** Whether IDci and IDcr mean the path. */
    private boolean meanPath(List<Identification> identities, boolean initiator) {
        return ClientIdentities.mean(identities, terms.path(), phaseOne.nat(), initiator);
    }

    IkeFault nothingToOffer() {
        return new IkeFault(
                NegotiationFailure.NO_ESP_PROPOSAL,
                OptionalInt.empty(),
                "IKEv1 has no numbers for any of the ESP proposals " + terms.espProposals()
                        + "; add one of AES, or let the pair use IKEv2");
    }

    IkeFault noSpi() {
        return Faults.noProposal(
                NegotiationFailure.KERNEL_REFUSED, "the kernel gave no SPI for " + terms.path() + "; its log says why");
    }

    private IkeFault wrongIdentities() {
        return Faults.of(
                NegotiationFailure.INVALID_SELECTORS,
                NotifyType.INVALID_ID_INFORMATION,
                "the peer means other selectors than the two addresses of " + terms.path()
                        + " with all protocols and ports; let it protect host to host");
    }

    /** IDci and IDcr of an offer. */
    List<Identification> identities() {
        return ClientIdentities.of(terms.path());
    }

    /** NAT-OAi and NAT-OAr, as this host has the addresses of both (RFC 3947 §5.2); none without a NAT. */
    List<IsakmpPayload> originalAddresses(boolean initiator) {
        if (!udpEncapsulated() || phaseOne.peer().natTraversal() == NatTraversal.NONE) {
            return List.of();
        }
        HostPair path = terms.path();
        return Stream.of(initiator ? path : path.mirror())
                .flatMap(p -> Stream.of(p.local(), p.remote()))
                .map(address -> new NatOriginalAddress(
                        phaseOne.peer().natTraversal().originalAddress(), IkeIdentity.address(address)))
                .collect(Collectors.toUnmodifiableList());
    }

    /** How long the child may serve: the shorter of both ends' wishes. */
    Optional<Duration> lifetime(Optional<Duration> theirs) {
        return Lifetimes.lower(limits().hard(), theirs.or(() -> Optional.of(UNSAID)));
    }

    /** How much the child may carry: the less of both ends' wishes. */
    OptionalLong kilobytes(OptionalLong theirs) {
        return Lifetimes.lower(Lifetimes.kilobytes(limits().hardBytes()), theirs);
    }

    /** RESPONDER-LIFETIME, if policy wants less than was offered (RFC 2407 §4.5.4). */
    Optional<Notice.ResponderLifetime> shorterThan(PhaseTwoChoice offer, Spi inbound) {
        Optional<Duration> lifetime =
                limits().hard().filter(own -> own.compareTo(offer.lifetime().orElse(UNSAID)) < 0);
        OptionalLong own = Lifetimes.kilobytes(limits().hardBytes());
        boolean less = own.isPresent()
                && (offer.kilobytes().isEmpty()
                        || own.getAsLong() < offer.kilobytes().getAsLong());
        return lifetime.isPresent() || less
                ? Optional.of(
                        new Notice.ResponderLifetime(Optional.of(inbound), lifetime, less ? own : OptionalLong.empty()))
                : Optional.empty();
    }

    private SaLifetime limits() {
        return terms.childParameters().lifetime();
    }
}
