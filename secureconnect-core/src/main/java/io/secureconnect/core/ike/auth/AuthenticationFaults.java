package io.secureconnect.core.ike.auth;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.IkeFault;
import java.util.OptionalInt;

/** What this package finds wrong. The peer learns AUTHENTICATION_FAILED and no more (RFC 7296 §2.21.2); the text is ours. */
final class AuthenticationFaults {
    private AuthenticationFaults() {}

    static IkeFault of(NegotiationFailure reason, String detail) {
        return new IkeFault(reason, OptionalInt.of(NotifyType.AUTHENTICATION_FAILED.number()), detail);
    }
}
