package io.secureconnect.core.ike.auth;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.IkeFault;
import java.util.OptionalInt;

/**
 * What is found wrong with proofs. The peer learns AUTHENTICATION_FAILED and no more (RFC 7296 §2.21.2), which has the same
 * number in both versions of IKE (RFC 2408 §3.14.1); the text is ours.
 */
public final class AuthenticationFaults {
    private AuthenticationFaults() {}

    public static IkeFault of(NegotiationFailure reason, String detail) {
        return new IkeFault(reason, OptionalInt.of(NotifyType.AUTHENTICATION_FAILED.number()), detail);
    }
}
