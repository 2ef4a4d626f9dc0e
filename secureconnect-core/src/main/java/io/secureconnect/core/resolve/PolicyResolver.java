package io.secureconnect.core.resolve;

import io.secureconnect.api.error.InvalidPolicyException;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.policy.PolicyDocument;

/** From a document to its plan, in the nine steps of {@code docs/policy.md}. A pure function. */
public final class PolicyResolver {
    private PolicyResolver() {}

    /** @throws InvalidPolicyException with every fault if the document is inconsistent */
    public static FleetPlan resolve(PolicyDocument document) {
        DocumentCheck.require(document);
        return new CompiledPlan(document);
    }
}
