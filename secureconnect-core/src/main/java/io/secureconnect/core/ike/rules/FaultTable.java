package io.secureconnect.core.ike.rules;

import static io.secureconnect.core.ike.registry.NotifyType.AUTHENTICATION_FAILED;
import static io.secureconnect.core.ike.registry.NotifyType.COOKIE;
import static io.secureconnect.core.ike.registry.NotifyType.INVALID_IKE_SPI;
import static io.secureconnect.core.ike.registry.NotifyType.INVALID_KE_PAYLOAD;
import static io.secureconnect.core.ike.registry.NotifyType.INVALID_MAJOR_VERSION;
import static io.secureconnect.core.ike.registry.NotifyType.INVALID_MESSAGE_ID;
import static io.secureconnect.core.ike.registry.NotifyType.INVALID_SELECTORS;
import static io.secureconnect.core.ike.registry.NotifyType.INVALID_SPI;
import static io.secureconnect.core.ike.registry.NotifyType.INVALID_SYNTAX;
import static io.secureconnect.core.ike.registry.NotifyType.NO_PROPOSAL_CHOSEN;
import static io.secureconnect.core.ike.registry.NotifyType.SINGLE_PAIR_REQUIRED;
import static io.secureconnect.core.ike.registry.NotifyType.TS_UNACCEPTABLE;
import static io.secureconnect.core.ike.registry.NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What follows from faults: the peer's that we found, and ours that the peer tells of (RFC 7296 §2.21, §3.10.1). */
public final class FaultTable {
    /** Error notifications of a peer, and the reason that people read; all others are PEER_REFUSED. */
    private static final Map<NotifyType, NegotiationFailure> REASONS = new EnumMap<>(NotifyType.class);

    /** What notifications in clear may do before there are keys. */
    private static final Map<NotifyType, Hint> EARLY_HINTS = new EnumMap<>(NotifyType.class);

    /** Those that make a peer doubt that it shares an SA with us; the others have no meaning outside of one. */
    private static final Set<NotifyType> DOUBTS = EnumSet.of(INVALID_IKE_SPI, INVALID_SPI, INVALID_MAJOR_VERSION);

    /** Errors that end the IKE SA at both ends, once told under its protection (RFC 7296 §2.21.2, §2.21.3). */
    private static final Set<NotifyType> FATAL = EnumSet.of(INVALID_SYNTAX, AUTHENTICATION_FAILED);

    /** Errors that keep IKE_AUTH from making an IKE SA; any other is about the child alone (RFC 7296 §2.21.2). */
    private static final Set<NotifyType> FATAL_IN_IKE_AUTH =
            EnumSet.of(INVALID_SYNTAX, AUTHENTICATION_FAILED, UNSUPPORTED_CRITICAL_PAYLOAD);

    static {
        REASONS.put(NO_PROPOSAL_CHOSEN, NegotiationFailure.NO_ESP_PROPOSAL);
        REASONS.put(INVALID_KE_PAYLOAD, NegotiationFailure.NO_KEY_EXCHANGE);
        REASONS.put(AUTHENTICATION_FAILED, NegotiationFailure.AUTHENTICATION_FAILED);
        REASONS.put(TS_UNACCEPTABLE, NegotiationFailure.INVALID_SELECTORS);
        REASONS.put(SINGLE_PAIR_REQUIRED, NegotiationFailure.INVALID_SELECTORS);
        REASONS.put(INVALID_SELECTORS, NegotiationFailure.INVALID_SELECTORS);
        REASONS.put(UNSUPPORTED_CRITICAL_PAYLOAD, NegotiationFailure.PROTOCOL_ERROR);
        REASONS.put(INVALID_MAJOR_VERSION, NegotiationFailure.PROTOCOL_ERROR);
        REASONS.put(INVALID_MESSAGE_ID, NegotiationFailure.PROTOCOL_ERROR);
        REASONS.put(INVALID_SYNTAX, NegotiationFailure.PROTOCOL_ERROR);

        EARLY_HINTS.put(COOKIE, Hint.BEGIN_AGAIN);
        EARLY_HINTS.put(INVALID_KE_PAYLOAD, Hint.BEGIN_AGAIN);
        EARLY_HINTS.put(NO_PROPOSAL_CHOSEN, Hint.REMEMBER);
        EARLY_HINTS.put(INVALID_SYNTAX, Hint.REMEMBER);
        EARLY_HINTS.put(INVALID_MAJOR_VERSION, Hint.REMEMBER);
        EARLY_HINTS.put(UNSUPPORTED_CRITICAL_PAYLOAD, Hint.REMEMBER);
    }

    private FaultTable() {}

    /** What people read if a peer answers with an error, and where it said so. */
    public static IkeFault refusal(ExchangeForm form, Payload.Notify error) {
        return new IkeFault(
                reason(form, error.type()),
                OptionalInt.empty(),
                "the peer answered " + form + " with " + NotifyType.text(error.type())
                        + "; its log says why, and both ends' policies must agree");
    }

    private static NegotiationFailure reason(ExchangeForm form, int type) {
        boolean aboutIke = form == ExchangeForm.IKE_SA_INIT || form == ExchangeForm.REKEY_IKE;
        if (aboutIke && type == NO_PROPOSAL_CHOSEN.number()) {
            return NegotiationFailure.NO_IKE_PROPOSAL;
        }
        return NotifyType.of(type).map(REASONS::get).orElse(NegotiationFailure.PEER_REFUSED);
    }

    /** Whether an error notification in an authentic IKE_AUTH response leaves no IKE SA, rather than no child only. */
    public static boolean endsAuthentication(Payload.Notify error) {
        return NotifyType.of(error.type()).map(FATAL_IN_IKE_AUTH::contains).orElse(false);
    }

    /**
     * What a notification in clear may do.
     *
     * @param early whether this is an answer to our IKE_SA_INIT, when there are no keys yet
     */
    public static Hint hint(boolean early, Payload.Notify notify) {
        Optional<NotifyType> type = NotifyType.of(notify.type());
        if (early) {
            Hint other = NotifyType.isError(notify.type()) ? Hint.REMEMBER : Hint.NOTHING;
            return type.map(EARLY_HINTS::get).orElse(other);
        }
        return type.map(DOUBTS::contains).orElse(false) ? Hint.ASK_FOR_LIFE : Hint.NOTHING;
    }

    /**
     * What a fault that we found leads to.
     *
     * @param authentic whether the message came out of an encrypted payload that held
     * @param response whether the fault is in a response
     */
    public static Reaction reaction(ExchangeForm form, boolean authentic, boolean response, IkeFault fault) {
        if (!authentic) {
            boolean answerable = form == ExchangeForm.IKE_SA_INIT
                    && !response
                    && fault.notifyType().isPresent();
            return answerable ? Reaction.REPLY : Reaction.IGNORE;
        }
        if (response) {
            return Reaction.CLOSE;
        }
        if (fault.notifyType().isEmpty()) {
            return Reaction.IGNORE;
        }
        Set<NotifyType> fatal = form == ExchangeForm.IKE_AUTH ? FATAL_IN_IKE_AUTH : FATAL;
        boolean ends = NotifyType.of(fault.notifyType().getAsInt())
                .map(fatal::contains)
                .orElse(false);
        return ends ? Reaction.REPLY_AND_CLOSE : Reaction.REPLY;
    }

    /**
     * The notification that tells a peer of its fault.
     *
     * @param payloads of the message at fault
     */
    public static Optional<Payload.Notify> notification(IkeFault fault, List<Payload> payloads) {
        if (fault.notifyType().isEmpty()) {
            return Optional.empty();
        }
        int type = fault.notifyType().getAsInt();
        OptionalInt critical = MessageRules.firstUnsupportedCritical(payloads);
        boolean namesPayload = type == UNSUPPORTED_CRITICAL_PAYLOAD.number() && critical.isPresent();
        Bytes data = namesPayload ? Bytes.wrap(new byte[] {(byte) critical.getAsInt()}) : Bytes.empty();
        return Optional.of(new Payload.Notify(0, Bytes.empty(), type, data));
    }
}
