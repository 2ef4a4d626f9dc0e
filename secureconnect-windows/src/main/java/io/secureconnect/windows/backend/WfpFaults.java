package io.secureconnect.windows.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import java.util.Arrays;
import java.util.Map;

/** What a refusal of the filter engine means, and what to do about it. */
final class WfpFaults {
    private static final Fault ANY = new Fault(ErrorCode.KERNEL_REFUSED, "");

    private static final String SERVICE =
            "; the service BFE (Base Filtering Engine) does not answer: start it with 'sc start BFE'";

    private static final Map<WfpError, Fault> FAULTS = Map.of(
            WfpError.ERROR_ACCESS_DENIED,
            new Fault(
                    ErrorCode.PERMISSION_DENIED,
                    "; run this process elevated, or as a service with rights on the filter engine"),
            WfpError.RPC_S_SERVER_UNAVAILABLE,
            new Fault(ErrorCode.IPSEC_UNAVAILABLE, SERVICE),
            WfpError.EPT_S_NOT_REGISTERED,
            new Fault(ErrorCode.IPSEC_UNAVAILABLE, SERVICE),
            WfpError.RPC_S_CALL_FAILED,
            new Fault(ErrorCode.KERNEL_PROTOCOL, "; the filter engine stopped meanwhile: open the backend anew"),
            WfpError.RPC_S_CANNOT_SUPPORT,
            new Fault(ErrorCode.IPSEC_UNAVAILABLE, "; this is no Windows with a filter engine"),
            WfpError.ERROR_NOT_SUPPORTED,
            new Fault(ErrorCode.IPSEC_UNAVAILABLE, "; it needs Windows 10 or Windows Server 2016, or newer"),
            WfpError.FWP_E_DYNAMIC_SESSION_IN_PROGRESS,
            new Fault(ErrorCode.INTERNAL, "; SAs need a static session"));

    private WfpFaults() {}

    private record Fault(ErrorCode code, String remedy) {}

    /** @param doing what was to be done, in people's words: {@code blocking 10.0.0.1<->10.0.0.2} */
    static SecureConnectException of(String doing, WfpException e) {
        Fault fault = FAULTS.entrySet().stream()
                .filter(entry -> e.is(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(ANY);
        return new SecureConnectException(fault.code, doing + at(e) + ": " + e.getMessage() + fault.remedy, e);
    }

    /** The filter that was refused, if it was one. */
    private static String at(WfpException e) {
        return Arrays.stream(e.getSuppressed())
                .filter(AtFilter.class::isInstance)
                .findFirst()
                .map(filter -> ", at " + filter.getMessage())
                .orElse("");
    }

    /** A controller's SPI that Windows did not take. */
    static SecureConnectException ofSetSpi(String doing, WfpException e) {
        return e.is(WfpError.FWP_E_INVALID_PARAMETER)
                ? new SecureConnectException(
                        ErrorCode.CAPABILITY_MISSING,
                        doing + ": " + e.getMessage()
                                + "; this Windows takes no SPI that others chose: set the policy's saPolicy/keying to ike,"
                                + " where Windows chooses it",
                        e)
                : of(doing, e);
    }
}
