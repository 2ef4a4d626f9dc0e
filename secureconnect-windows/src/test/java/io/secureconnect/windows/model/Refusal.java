package io.secureconnect.windows.model;

import io.secureconnect.windows.engine.WfpException;

/** Why the filter engine refuses a call. Names and numbers are those of the SDK's headers. */
enum Refusal {
    CALLOUT_NOT_FOUND(0x80320001),
    CONDITION_NOT_FOUND(0x80320002),
    FILTER_NOT_FOUND(0x80320003),
    LAYER_NOT_FOUND(0x80320004),
    PROVIDER_NOT_FOUND(0x80320005),
    PROVIDER_CONTEXT_NOT_FOUND(0x80320006),
    SUBLAYER_NOT_FOUND(0x80320007),
    NOT_FOUND(0x80320008),
    ALREADY_EXISTS(0x80320009),
    IN_USE(0x8032000A),
    DYNAMIC_SESSION_IN_PROGRESS(0x8032000B),
    WRONG_SESSION(0x8032000C),
    NO_TXN_IN_PROGRESS(0x8032000D),
    TXN_IN_PROGRESS(0x8032000E),
    SESSION_ABORTED(0x80320010),
    TIMEOUT(0x80320012),
    NET_EVENTS_DISABLED(0x80320013),
    INCOMPATIBLE_LAYER(0x80320014),
    LIFETIME_MISMATCH(0x80320016),
    BUILTIN_OBJECT(0x80320017),
    TRAFFIC_MISMATCH(0x8032001A),
    INCOMPATIBLE_SA_STATE(0x8032001B),
    INVALID_FLAGS(0x8032001E),
    INVALID_NET_MASK(0x8032001F),
    INVALID_RANGE(0x80320020),
    ZERO_LENGTH_ARRAY(0x80320022),
    NULL_DISPLAY_NAME(0x80320023),
    INVALID_ACTION_TYPE(0x80320024),
    INVALID_WEIGHT(0x80320025),
    MATCH_TYPE_MISMATCH(0x80320026),
    TYPE_MISMATCH(0x80320027),
    INVALID_PARAMETER(0x80320035),
    INVALID_AUTH_TRANSFORM(0x80320038),
    INVALID_CIPHER_TRANSFORM(0x80320039),
    INVALID_TRANSFORM_COMBINATION(0x8032003B),
    ACCESS_DENIED(5);

    private final int code;

    Refusal(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Of a call whose name is known further up. */
    Refused raised() {
        return new Refused(this);
    }

    /** As the port tells it. */
    WfpException of(String call) {
        return new WfpException(call, code);
    }

    /** Thrown by the rules; the session that was called adds the function's name. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Refusal refusal;

        private Refused(Refusal refusal) {
            super(refusal.name());
            this.refusal = refusal;
        }

        WfpException of(String call) {
            return refusal.of(call);
        }
    }
}
