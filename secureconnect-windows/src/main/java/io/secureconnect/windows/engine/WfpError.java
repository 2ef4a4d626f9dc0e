package io.secureconnect.windows.engine;

import java.util.Arrays;

/** Codes that the backend decides by, or that people should see by name. Names and numbers are those of the SDK's headers. */
public enum WfpError {
    ERROR_ACCESS_DENIED(5),
    ERROR_INVALID_PARAMETER(87),
    RPC_S_SERVER_UNAVAILABLE(1722),
    FWP_E_FILTER_NOT_FOUND(0x80320003),
    FWP_E_PROVIDER_NOT_FOUND(0x80320005),
    FWP_E_PROVIDER_CONTEXT_NOT_FOUND(0x80320006),
    FWP_E_SUBLAYER_NOT_FOUND(0x80320007),
    FWP_E_NOT_FOUND(0x80320008),
    FWP_E_ALREADY_EXISTS(0x80320009),
    FWP_E_IN_USE(0x8032000A),
    FWP_E_DYNAMIC_SESSION_IN_PROGRESS(0x8032000B),
    FWP_E_NO_TXN_IN_PROGRESS(0x8032000D),
    FWP_E_TXN_IN_PROGRESS(0x8032000E),
    FWP_E_NET_EVENTS_DISABLED(0x80320013),
    FWP_E_LIFETIME_MISMATCH(0x80320016),
    FWP_E_TRAFFIC_MISMATCH(0x8032001A),
    FWP_E_INCOMPATIBLE_SA_STATE(0x8032001B),
    FWP_E_INVALID_PARAMETER(0x80320035);

    private final int code;

    WfpError(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The code in hexadecimal, with its name if it has one here. */
    static String describe(int code) {
        return String.format("0x%08x", code)
                + Arrays.stream(values())
                        .filter(error -> error.code == code)
                        .findFirst()
                        .map(error -> " " + error)
                        .orElse("");
    }
}
