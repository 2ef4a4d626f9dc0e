package io.secureconnect.core.policy;

import io.secureconnect.api.PolicyEngine;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.PlanDiff;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.core.json.PlanJson;
import io.secureconnect.core.json.PolicyJson;
import io.secureconnect.core.json.PolicySchema;
import io.secureconnect.core.resolve.PlanDifference;
import io.secureconnect.core.resolve.PolicyResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** {@link PolicyEngine} as the core has it. Without state, so thread-safe. */
public final class ResolvingPolicyEngine implements PolicyEngine {
    @Override
    public PolicyDocument read(InputStream in) throws IOException {
        return PolicyJson.read(in);
    }

    @Override
    public void write(PolicyDocument document, OutputStream out) throws IOException {
        PolicyJson.write(document, out);
    }

    @Override
    public FleetPlan resolve(PolicyDocument document) {
        return PolicyResolver.resolve(document);
    }

    @Override
    public PlanDiff diff(FleetPlan before, FleetPlan after) {
        return PlanDifference.between(before, after);
    }

    @Override
    public void write(FleetPlan plan, OutputStream out) throws IOException {
        PlanJson.write(plan, out);
    }

    @Override
    public void write(HostPlan plan, OutputStream out) throws IOException {
        PlanJson.write(plan, out);
    }

    @Override
    public String schema() {
        return PolicySchema.text();
    }
}
