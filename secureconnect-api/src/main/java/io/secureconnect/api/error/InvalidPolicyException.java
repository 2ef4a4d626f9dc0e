package io.secureconnect.api.error;

import io.secureconnect.api.PublicApi;
import java.util.List;
import java.util.stream.Collectors;

/** A policy document was refused whole. {@link #faults()} lists every fault that was found, in document order. */
@PublicApi
public final class InvalidPolicyException extends SecureConnectException {
    private static final long serialVersionUID = 1L;

    private final transient List<PolicyFault> faults;

    /** @throws IllegalArgumentException if {@code faults} is empty */
    public InvalidPolicyException(List<PolicyFault> faults) {
        super(ErrorCode.INVALID_POLICY, describe(faults));
        this.faults = List.copyOf(faults);
    }

    /** All faults, at least one, in the order of the document. */
    public List<PolicyFault> faults() {
        return faults;
    }

    private static String describe(List<PolicyFault> faults) {
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("an invalid policy has at least one fault");
        }
        return faults.stream()
                .map(PolicyFault::toString)
                .collect(Collectors.joining(
                        "\n  ",
                        "the policy document has " + faults.size() + " fault(s); nothing was applied:\n  ",
                        ""));
    }
}
