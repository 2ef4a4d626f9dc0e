package io.secureconnect.windows.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Codes that are decided by, and those of Win32 and RPC that people should see by name; {@link WfpErrorNames} has the names of
 * the others. Names and numbers are those of the SDK's headers.
 */
public enum WfpError {
    ERROR_ACCESS_DENIED(5),
    ERROR_NOT_ENOUGH_MEMORY(8),
    ERROR_OUTOFMEMORY(14),
    ERROR_NOT_SUPPORTED(50),
    ERROR_INVALID_PARAMETER(87),
    RPC_S_SERVER_UNAVAILABLE(1722),
    RPC_S_CALL_FAILED(1726),
    /** The service of the filter engine does not run. */
    EPT_S_NOT_REGISTERED(1753),
    RPC_S_CANNOT_SUPPORT(1764),
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

    /** The one with this code; empty if it is not here. */
    static Optional<WfpError> of(int code) {
        return Arrays.stream(values()).filter(error -> error.code == code).findFirst();
    }

    /** The code in hexadecimal, with its name if it has one. */
    static String describe(int code) {
        return String.format(Locale.ROOT, "0x%08x", code)
                + WfpErrorNames.of(code).map(name -> " " + name).orElse("");
    }
}
