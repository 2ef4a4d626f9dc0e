package io.secureconnect.core.pki;

import io.secureconnect.api.keying.NegotiationFailure;
import java.util.Objects;

/**
 * Why a chain of certificates is not believed.
 *
 * @param reason one of the certificate reasons
 * @param detail for people: which certificate, which rule, the remedy
 */
public record ChainFault(NegotiationFailure reason, String detail) {
    public ChainFault {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }
}
