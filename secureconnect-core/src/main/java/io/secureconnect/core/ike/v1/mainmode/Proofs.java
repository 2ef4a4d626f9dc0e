package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication.PeerProof;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Identification;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Kind;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Notification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Messages 5 and 6, by which both ends prove themselves (RFC 2409 §5.1, §5.4). */
final class Proofs {
    static final int DOI_IPSEC = 1;
    static final int PROTOCOL_ISAKMP = 1;
    private static final int GENERIC_HEADER_OCTETS = 4;
    private static final int UDP = 17;

    private Proofs() {}

    /** This end's proof, sealed; or why there is none. */
    record Own(Optional<Bytes> message, Optional<IkeFault> fault) {}

    static Own prove(Negotiation negotiation, KeyAgreement agreement, Protection protection, Instant now) {
        PhaseOneAuthentication authentication = negotiation.authentication();
        IsakmpPayload id = new Identification(
                authentication.localIdentity(negotiation.terms().path().local()), 0, 0);
        byte[] hash = hash(negotiation.isInitiator(), agreement, protection, body(id));
        PhaseOneAuthentication.Proof proof = authentication.prove(hash, now);
        if (proof.proof().isEmpty()) {
            return new Own(
                    Optional.empty(),
                    Optional.of(proof.fault()
                            .orElseGet(() -> Faults.of(
                                    NegotiationFailure.NO_CREDENTIAL,
                                    NotifyType.AUTHENTICATION_FAILED,
                                    "this host has nothing to prove itself with; renew its credentials"))));
        }
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(id);
        payloads.addAll(proof.certificates());
        payloads.add(proof.proof().get());
        if (negotiation.context().initialContact().getAsBoolean()) {
            payloads.add(notification(negotiation, NotifyType.INITIAL_CONTACT.number()));
        }
        return new Own(Optional.of(protection.chain().seal(negotiation.head(true), payloads)), Optional.empty());
    }

    /** About the ISAKMP SA, whose cookies are its SPI (RFC 2407 §4.6.3). */
    static Notification notification(Negotiation negotiation, int type) {
        return new Notification(
                DOI_IPSEC, PROTOCOL_ISAKMP, Bytes.wrap(negotiation.cookies().octets()), type, Bytes.empty());
    }

    /** What is wrong with the form of the peer's proof. */
    static Optional<IkeFault> malformed(Negotiation negotiation, Contents contents, int number) {
        Kind proof = negotiation.isPreShared() ? Kind.HASH : Kind.SIGNATURE;
        Optional<IkeFault> fault = contents.fault(number, Set.of(Kind.IDENTIFICATION, proof));
        if (fault.isPresent()) {
            return fault;
        }
        Identification id = contents.payload(Identification.class, Kind.IDENTIFICATION);
        boolean legal = (id.protocol() == 0 || id.protocol() == UDP)
                && (id.port() == 0 || id.port() == 500 || id.port() == 4500);
        return legal
                ? Optional.empty()
                : Optional.of(Faults.of(
                        NegotiationFailure.PROTOCOL_ERROR,
                        NotifyType.INVALID_ID_INFORMATION,
                        "the identity in message " + number + " is for protocol " + id.protocol() + " and port "
                                + id.port() + ", it must be for any, or for IKE (RFC 2407 section 4.6.2)"));
    }

    /** What HASH_I or HASH_R must be, if the peer has the same keys. */
    static byte[] expected(Negotiation negotiation, KeyAgreement agreement, Protection protection, Contents contents) {
        return hash(
                !negotiation.isInitiator(),
                agreement,
                protection,
                contents.part(Kind.IDENTIFICATION).body());
    }

    /** What is wrong with the peer's proof, of whose form {@link #malformed} has made sure; empty if it holds. */
    static Optional<IkeFault> verify(Negotiation negotiation, byte[] expected, Contents contents, Instant now) {
        Identification id = contents.payload(Identification.class, Kind.IDENTIFICATION);
        return negotiation
                .authentication()
                .verify(
                        new PeerProof(
                                id.identity(),
                                negotiation.terms().path().remote(),
                                negotiation.nat().remoteNat(),
                                contents.all(IsakmpPayload.Certificate.class),
                                contents.all(IsakmpPayload.Hash.class).stream()
                                        .map(IsakmpPayload.Hash::data)
                                        .findFirst(),
                                contents.all(IsakmpPayload.Signature.class).stream()
                                        .map(IsakmpPayload.Signature::data)
                                        .findFirst()),
                        expected,
                        now);
    }

    /** Both ends are proven; the keys go over to what comes of it. */
    static PhaseOne phaseOne(
            Negotiation negotiation, KeyAgreement agreement, Protection protection, Contents contents) {
        protection.keys().forgetProofKey();
        return new PhaseOne(
                negotiation.isInitiator(),
                protection,
                agreement.choice().proposal(),
                agreement
                        .choice()
                        .lifetime()
                        .filter(offered -> offered.compareTo(negotiation.terms().ikeLifetime()) < 0)
                        .orElse(negotiation.terms().ikeLifetime()),
                negotiation.peer(),
                negotiation.nat(),
                new PeerProven(
                        contents.payload(Identification.class, Kind.IDENTIFICATION)
                                .identity(),
                        contents.all(Notification.class).stream()
                                .anyMatch(n -> n.type() == NotifyType.INITIAL_CONTACT.number())));
    }

    /** A payload behind its generic header. */
    static Bytes body(IsakmpPayload payload) {
        byte[] whole = IsakmpCodec.encodeChain(List.of(payload));
        return Bytes.copyOf(whole, GENERIC_HEADER_OCTETS, whole.length);
    }

    private static byte[] hash(boolean ofInitiator, KeyAgreement agreement, Protection protection, Bytes id) {
        return ofInitiator
                ? protection.keys().hashI(agreement.gxi(), agreement.gxr(), agreement.sai(), id)
                : protection.keys().hashR(agreement.gxi(), agreement.gxr(), agreement.sai(), id);
    }
}
