package io.secureconnect.core.ike.v1.mainmode;

import static io.secureconnect.core.ike.v1.registry.NotifyType.AUTHENTICATION_FAILED;
import static io.secureconnect.core.ike.v1.registry.NotifyType.INVALID_CERTIFICATE;
import static io.secureconnect.core.ike.v1.registry.NotifyType.INVALID_CERT_AUTHORITY;
import static io.secureconnect.core.ike.v1.registry.NotifyType.INVALID_HASH_INFORMATION;
import static io.secureconnect.core.ike.v1.registry.NotifyType.INVALID_ID_INFORMATION;
import static io.secureconnect.core.ike.v1.registry.NotifyType.INVALID_KEY_INFORMATION;
import static io.secureconnect.core.ike.v1.registry.NotifyType.INVALID_SIGNATURE;
import static io.secureconnect.core.ike.v1.registry.NotifyType.NO_PROPOSAL_CHOSEN;
import static io.secureconnect.core.ike.v1.registry.NotifyType.PAYLOAD_MALFORMED;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.keys.QuickModeHashes;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage.Part;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Kind;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Notification;
import io.secureconnect.core.ike.wire.DecodeException;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How one end tells the other, in an informational exchange, why main mode comes to nothing (RFC 2409 §5.7). */
final class Refusals {
    /** What people read; all others are PEER_REFUSED. */
    private static final Map<NotifyType, NegotiationFailure> REASONS = new EnumMap<>(NotifyType.class);

    static {
        REASONS.put(NO_PROPOSAL_CHOSEN, NegotiationFailure.NO_IKE_PROPOSAL);
        REASONS.put(INVALID_KEY_INFORMATION, NegotiationFailure.NO_KEY_EXCHANGE);
        REASONS.put(PAYLOAD_MALFORMED, NegotiationFailure.PROTOCOL_ERROR);
        REASONS.put(INVALID_ID_INFORMATION, NegotiationFailure.AUTHENTICATION_FAILED);
        REASONS.put(INVALID_CERTIFICATE, NegotiationFailure.AUTHENTICATION_FAILED);
        REASONS.put(INVALID_CERT_AUTHORITY, NegotiationFailure.AUTHENTICATION_FAILED);
        REASONS.put(INVALID_HASH_INFORMATION, NegotiationFailure.AUTHENTICATION_FAILED);
        REASONS.put(AUTHENTICATION_FAILED, NegotiationFailure.AUTHENTICATION_FAILED);
        REASONS.put(INVALID_SIGNATURE, NegotiationFailure.AUTHENTICATION_FAILED);
    }

    private Refusals() {}

    /** A notification in clear; empty if the peer is to be told nothing. */
    static Optional<Bytes> clear(Negotiation negotiation, IkeFault fault) {
        return notification(negotiation, fault)
                .map(notification -> Bytes.wrap(IsakmpCodec.encode(
                        negotiation.head(ExchangeType.INFORMATIONAL, false, negotiation.messageId()),
                        List.of(notification))));
    }

    /** A notification under the keys that both ends have made; it follows the message that was opened last. */
    static Optional<Bytes> sealed(Negotiation negotiation, Protection protection, IkeFault fault) {
        return notification(negotiation, fault).map(notification -> sealed(negotiation, protection, notification));
    }

    /** Tells a peer that takes the ISAKMP SA for made that it is none; it follows the message that was opened last. */
    static Bytes deleted(Negotiation negotiation, Protection protection) {
        Bytes cookies = Bytes.wrap(negotiation.cookies().octets());
        return sealed(
                negotiation,
                protection,
                new IsakmpPayload.Delete(Proofs.DOI_IPSEC, Proofs.PROTOCOL_ISAKMP, cookies.length(), List.of(cookies)));
    }

    private static Bytes sealed(Negotiation negotiation, Protection protection, IsakmpPayload payload) {
        int messageId = negotiation.messageId();
        byte[] hash = hashes(protection, messageId).informational(IsakmpCodec.encodeChain(List.of(payload)));
        return protection
                .chain()
                .refusal(messageId)
                .seal(
                        negotiation.head(ExchangeType.INFORMATIONAL, true, messageId),
                        List.of(new IsakmpPayload.Hash(Bytes.wrap(hash)), payload));
    }

    private static Optional<IsakmpPayload> notification(Negotiation negotiation, IkeFault fault) {
        return fault.notifyType().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Proofs.notification(negotiation, fault.notifyType().getAsInt()));
    }

    /** What a message in clear says is wrong; empty if it says no such thing. Nobody vouches for it. */
    static Optional<IkeFault> inClear(byte[] message, Negotiation negotiation, int awaited) {
        try {
            return error(IsakmpCodec.decode(message).payloads(), negotiation, awaited);
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    /** Whether a message was sealed under the keys that both ends have made, and what it says. */
    record Sealed(boolean authentic, Optional<IkeFault> error) {}

    static Sealed open(byte[] message, Protection protection, Negotiation negotiation, int awaited) {
        try {
            int messageId = IsakmpCodec.peek(message).messageId();
            IsakmpMessage opened = protection.chain().exchange(messageId).open(message);
            return isAuthentic(opened, protection)
                    ? new Sealed(true, error(opened.payloads(), negotiation, awaited))
                    : new Sealed(false, Optional.empty());
        } catch (DecodeException e) {
            return new Sealed(false, Optional.empty());
        }
    }

    private static boolean isAuthentic(IsakmpMessage message, Protection protection) {
        List<Part> parts = message.parts();
        if (parts.isEmpty() || parts.get(0).payload().kind() != Kind.HASH) {
            return false;
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        parts.stream().skip(1).forEach(part -> rest.writeBytes(part.whole().toArray()));
        return MessageDigest.isEqual(
                hashes(protection, message.head().messageId()).informational(rest.toByteArray()),
                parts.get(0).body().toArray());
    }

    private static QuickModeHashes hashes(Protection protection, int messageId) {
        return new QuickModeHashes(protection.prf(), protection.keys().skeyidA(), messageId);
    }

    private static Optional<IkeFault> error(List<IsakmpPayload> payloads, Negotiation negotiation, int awaited) {
        return payloads.stream()
                .filter(payload -> payload.kind() == Kind.NOTIFICATION)
                .map(payload -> ((Notification) payload).type())
                .filter(NotifyType::isError)
                .findFirst()
                .map(type -> new IkeFault(
                        reason(type, negotiation.isPreShared() && awaited == 6),
                        OptionalInt.empty(),
                        "the peer answered main mode with " + NotifyType.text(type) + " where message " + awaited
                                + " was due; its log says why, and both ends' policies and credentials must agree"));
    }

    /** Under another pre-shared key message 5 decrypts to nonsense, and that is what peers complain of. */
    private static NegotiationFailure reason(int type, boolean nonsenseIsAnotherKey) {
        return nonsenseIsAnotherKey && type == PAYLOAD_MALFORMED.number()
                ? NegotiationFailure.AUTHENTICATION_FAILED
                : NotifyType.of(type).map(REASONS::get).orElse(NegotiationFailure.PEER_REFUSED);
    }
}
