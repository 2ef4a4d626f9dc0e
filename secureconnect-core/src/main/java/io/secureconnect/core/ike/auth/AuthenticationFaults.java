package io.secureconnect.core.ike.auth;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.rules.IkeFault;
import java.util.OptionalInt;

/** What this package finds wrong. The peer learns AUTHENTICATION_FAILED and no more (RFC 7296 §2.21.2); the text is ours. */
final class AuthenticationFaults {
    /** The notify type AUTHENTICATION_FAILED (RFC 7296 §3.10.1). */
    private static final int AUTHENTICATION_FAILED = 24;

    private AuthenticationFaults() {}

    static IkeFault of(NegotiationFailure reason, String detail) {
        return new IkeFault(reason, OptionalInt.of(AUTHENTICATION_FAILED), detail);
    }
}
