package io.secureconnect.core.ike.rules;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.registry.ExchangeType;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.registry.PayloadType;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.v2.IkeMessage;
import io.secureconnect.core.ike.wire.v2.MessageHead;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.PayloadChain;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether a message may be as it is. An empty answer says yes; a fault says which rule is broken. */
public final class MessageRules {
    private static final int MAJOR_VERSION = 2;

    private MessageRules() {}

    /** What holds for every header (RFC 7296 §2.5, §3.1); ask before the rest is decoded. */
    public static Optional<IkeFault> head(MessageHead head) {
        int major = head.version() >>> 4;
        if (major != MAJOR_VERSION) {
            return fault(
                    NotifyType.INVALID_MAJOR_VERSION,
                    "major version " + major + " of IKE; this build speaks 2 (RFC 7296 §2.5)");
        }
        if (head.initiatorSpi() == 0) {
            return fault(NotifyType.INVALID_SYNTAX, "the initiator's SPI is zero (RFC 7296 §3.1)");
        }
        if (ExchangeType.of(head.exchangeType()).isEmpty()) {
            return fault(
                    NotifyType.INVALID_SYNTAX,
                    ExchangeType.text(head.exchangeType()) + " is not known here (RFC 7296 §3.1)");
        }
        return head.exchangeType() == ExchangeType.IKE_SA_INIT.number() ? firstExchange(head) : Optional.empty();
    }

    private static Optional<IkeFault> firstExchange(MessageHead head) {
        boolean request = !head.response();
        if (head.messageId() != 0 || head.initiator() != request || request && head.responderSpi() != 0) {
            return fault(
                    NotifyType.INVALID_SYNTAX,
                    "an IKE_SA_INIT " + direction(head.response()) + " with message id "
                            + Integer.toUnsignedString(head.messageId()) + ", flag I " + head.initiator()
                            + " and responder SPI " + Long.toHexString(head.responderSpi())
                            + "; a request has I and neither of the others, a response has no I (RFC 7296 §3.1)");
        }
        return Optional.empty();
    }

    /**
     * What may stand outside of the encrypted payload: everything in IKE_SA_INIT; nothing in other exchanges, but that a
     * response may be notifications that nobody vouches for (RFC 7296 §1.5).
     */
    public static Optional<IkeFault> clear(IkeMessage message) {
        List<Payload> payloads = message.payloads();
        boolean response = message.head().response();
        if (message.head().exchangeType() == ExchangeType.IKE_SA_INIT.number()) {
            return inner(ExchangeForm.IKE_SA_INIT, response, payloads);
        }
        Optional<IkeFault> unsupported = unsupportedCritical(payloads);
        if (unsupported.isPresent() || isEncrypted(message) || isUnprotectedNotice(message)) {
            return unsupported;
        }
        return fault(
                NotifyType.INVALID_SYNTAX,
                ExchangeType.text(message.head().exchangeType()) + " " + direction(response)
                        + " with other payloads than an encrypted one in clear (RFC 7296 §3.14)");
    }

    /** Whether the message has an encrypted payload, or a fragment of one, and nothing beside it that has a meaning. */
    public static boolean isEncrypted(IkeMessage message) {
        List<Payload> payloads = message.payloads();
        if (payloads.isEmpty()) {
            return false;
        }
        Payload.Kind last = payloads.get(payloads.size() - 1).kind();
        return (last == Payload.Kind.ENCRYPTED || last == Payload.Kind.ENCRYPTED_FRAGMENT)
                && payloads.subList(0, payloads.size() - 1).stream().allMatch(MessageRules::hasNoMeaning);
    }

    /** Whether the message is made of notifications in clear, outside of IKE_SA_INIT: a hint at most. */
    public static boolean isUnprotectedNotice(IkeMessage message) {
        boolean mayBe =
                message.head().response() || message.head().exchangeType() == ExchangeType.INFORMATIONAL.number();
        return mayBe
                && Notifies.all(message.payloads()).findAny().isPresent()
                && message.payloads().stream()
                        .allMatch(payload -> payload.kind() == Payload.Kind.NOTIFY || hasNoMeaning(payload));
    }

    private static boolean hasNoMeaning(Payload payload) {
        return payload.kind() == Payload.Kind.VENDOR_ID || payload.kind() == Payload.Kind.UNKNOWN;
    }

    /** What may stand inside of the encrypted payload, or in an IKE_SA_INIT message, and how often. */
    public static Optional<IkeFault> inner(ExchangeForm form, boolean response, List<Payload> payloads) {
        Optional<IkeFault> unsupported = unsupportedCritical(payloads);
        if (unsupported.isPresent()) {
            return unsupported;
        }
        Occurrences rows = ExchangeTable.of(form, response);
        Optional<String> breach = rows.breach(payloads, response && isRefusal(payloads));
        if (breach.isEmpty()) {
            breach = payloads.stream()
                    .map(ValueRules::breach)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return breach.flatMap(text -> fault(NotifyType.INVALID_SYNTAX, form + " " + direction(response) + ": " + text));
    }

    /**
     * The type of the first payload that must be understood and is not (RFC 7296 §2.5); it goes into the data of
     * UNSUPPORTED_CRITICAL_PAYLOAD.
     */
    public static OptionalInt firstUnsupportedCritical(List<Payload> payloads) {
        return payloads.stream()
                .filter(payload -> payload.kind() == Payload.Kind.UNKNOWN && ((Payload.Unknown) payload).critical())
                .mapToInt(PayloadChain::typeOf)
                .findFirst();
    }

    /** A message, or the inside of its encrypted payload, whose octets could not be decoded. */
    public static IkeFault undecodable(DecodeException bad) {
        return new IkeFault(
                NegotiationFailure.PROTOCOL_ERROR,
                OptionalInt.of(NotifyType.INVALID_SYNTAX.number()),
                "cannot be decoded: " + bad.getMessage());
    }

    private static Optional<IkeFault> unsupportedCritical(List<Payload> payloads) {
        OptionalInt type = firstUnsupportedCritical(payloads);
        return type.isEmpty()
                ? Optional.empty()
                : fault(
                        NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD,
                        PayloadType.text(type.getAsInt()) + " is critical and not supported (RFC 7296 §2.5)");
    }

    /** Whether a response stands for a refusal, so that what an agreement needs may be absent. */
    private static boolean isRefusal(List<Payload> payloads) {
        return Notifies.firstError(payloads).isPresent() || Notifies.has(payloads, NotifyType.COOKIE);
    }

    private static Optional<IkeFault> fault(NotifyType type, String detail) {
        return Optional.of(new IkeFault(NegotiationFailure.PROTOCOL_ERROR, OptionalInt.of(type.number()), detail));
    }

    static String direction(boolean response) {
        return response ? "response" : "request";
    }
}
