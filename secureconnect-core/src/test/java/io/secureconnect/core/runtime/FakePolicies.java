package io.secureconnect.core.runtime;

import io.secureconnect.api.PolicyEngine;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.Diagnostic;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.PlanDiff;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.core.reconcile.Plans;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Documents whose plan the test wrote itself. */
final class FakePolicies implements PolicyEngine {
    private final Map<PolicyDocument, HostPlan> plans = new HashMap<>();
    Optional<RuntimeException> failure = Optional.empty();
    int resolved;

    /** A document of {@code web1} that means these associations; documents differ by version and first peer. */
    PolicyDocument document(long version, HostAssociation... associations) {
        return document(version, Plans.CONTROLLER, associations);
    }

    PolicyDocument document(long version, SaPolicy policy, HostAssociation... associations) {
        PolicyDocument document = PolicyDocument.builder()
                .version(version)
                .organization(Organization.builder()
                        .id("acme " + List.of(associations).hashCode())
                        .build())
                .saPolicy(policy)
                .build();
        plans.put(document, Plans.plan(version, policy, associations));
        return document;
    }

    @Override
    public FleetPlan resolve(PolicyDocument document) {
        resolved++;
        if (failure.isPresent()) {
            throw failure.get();
        }
        return new OneHost(plans.get(document));
    }

    private record OneHost(HostPlan plan) implements FleetPlan {
        @Override
        public long policyVersion() {
            return plan.policyVersion();
        }

        @Override
        public SaPolicy saPolicy() {
            return plan.saPolicy();
        }

        @Override
        public List<String> workloads() {
            return List.of(plan.workload());
        }

        @Override
        public Stream<PeerAssociation> associations() {
            throw new AssertionError("a host does not need everyone's associations");
        }

        @Override
        public HostPlan host(String workload) {
            requireKnown(workload);
            return plan;
        }

        @Override
        public Explanation explain(String one, String other) {
            requireKnown(one);
            plan.associations().stream()
                    .filter(a -> a.remote().equals(other))
                    .findFirst()
                    .orElseThrow(() -> unknown(other));
            return Explanation.builder().a(other).b(one).build();
        }

        @Override
        public List<Diagnostic> diagnostics() {
            return plan.diagnostics();
        }

        private void requireKnown(String workload) {
            if (!workload.equals(plan.workload())) {
                throw unknown(workload);
            }
        }

        private static SecureConnectException unknown(String workload) {
            return new SecureConnectException(ErrorCode.UNKNOWN_WORKLOAD, "no workload '" + workload + "'");
        }
    }

    @Override
    public PolicyDocument read(InputStream in) {
        throw new AssertionError("an engine reads no JSON");
    }

    @Override
    public void write(PolicyDocument document, OutputStream out) {
        throw new AssertionError("an engine writes no JSON");
    }

    @Override
    public PlanDiff diff(FleetPlan before, FleetPlan after) {
        throw new AssertionError("a host compares its own plans only");
    }

    @Override
    public void write(FleetPlan plan, OutputStream out) {
        throw new AssertionError("an engine writes no JSON");
    }

    @Override
    public void write(HostPlan plan, OutputStream out) {
        throw new AssertionError("an engine writes no JSON");
    }

    @Override
    public String schema() {
        throw new AssertionError("an engine needs no schema");
    }
}
