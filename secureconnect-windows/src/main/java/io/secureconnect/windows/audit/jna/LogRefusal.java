package io.secureconnect.windows.audit.jna;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import java.util.Locale;
import java.util.Map;

/** What Windows refused, with the remedy. Names and numbers are those of the SDK's headers. */
final class LogRefusal {
    static final int ERROR_ACCESS_DENIED = 5;
    static final int ERROR_PRIVILEGE_NOT_HELD = 1314;
    static final int RPC_S_SERVER_UNAVAILABLE = 1722;
    static final int ERROR_EVT_INVALID_QUERY = 15001;
    static final int ERROR_EVT_CHANNEL_NOT_FOUND = 15007;
    static final int ERROR_EVT_QUERY_RESULT_STALE = 15011;

    private static final Map<Integer, String> NAMES = Map.of(
            ERROR_ACCESS_DENIED,
            "ERROR_ACCESS_DENIED",
            ERROR_PRIVILEGE_NOT_HELD,
            "ERROR_PRIVILEGE_NOT_HELD",
            RPC_S_SERVER_UNAVAILABLE,
            "RPC_S_SERVER_UNAVAILABLE: the service Windows Event Log is not running",
            ERROR_EVT_INVALID_QUERY,
            "ERROR_EVT_INVALID_QUERY",
            ERROR_EVT_CHANNEL_NOT_FOUND,
            "ERROR_EVT_CHANNEL_NOT_FOUND",
            ERROR_EVT_QUERY_RESULT_STALE,
            "ERROR_EVT_QUERY_RESULT_STALE: the log was cleared, or overwrote events that were not read yet");

    private LogRefusal() {}

    static SecureConnectException of(String function, int code) {
        return refusal(
                function,
                code,
                "the Security log cannot be read: ",
                "add this account to the group Event Log Readers, or ");
    }

    static SecureConnectException ofPolicy(String function, int code) {
        return refusal(function, code, "the audit policy cannot be read: ", "");
    }

    private static SecureConnectException refusal(String function, int code, String what, String remedy) {
        boolean rights = code == ERROR_ACCESS_DENIED || code == ERROR_PRIVILEGE_NOT_HELD;
        return new SecureConnectException(
                rights ? ErrorCode.PERMISSION_DENIED : ErrorCode.KERNEL_REFUSED,
                what
                        + describe(function, code)
                        + (rights ? "; " + remedy + "run as an administrator or as LocalSystem" : ""));
    }

    static String describe(String function, int code) {
        return function + " failed with " + String.format(Locale.ROOT, "%d", Integer.toUnsignedLong(code))
                + (NAMES.containsKey(code) ? " " + NAMES.get(code) : "");
    }
}
