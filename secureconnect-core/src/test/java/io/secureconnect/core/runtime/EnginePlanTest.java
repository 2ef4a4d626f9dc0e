package io.secureconnect.core.runtime;

import static io.secureconnect.core.reconcile.Plans.blocked;
import static io.secureconnect.core.reconcile.Plans.encrypted;
import static io.secureconnect.core.reconcile.Plans.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.secureconnect.api.ApplyPreview;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.plan.PlanDiff;
import io.secureconnect.api.plan.PlanDiff.Flow;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.Protection;
import org.junit.jupiter.api.Test;

class EnginePlanTest {
    private static final String DB1 = "10.0.0.1<->10.0.0.2";
    private static final String DB2 = "10.0.0.1<->10.0.0.3";
    private static final String DB3 = "10.0.0.1<->10.0.0.4";

    private final EngineFixture host = new EngineFixture();
    private final PolicyDocument one = host.policies.document(1, encrypted("db1", DB1), encrypted("db2", DB2));
    private final PolicyDocument two = host.policies.document(2, blocked("db2", DB2), encrypted("db3", DB3));

    @Test
    void previewsTheFirstPolicyAgainstNothing() {
        ApplyPreview preview = host.now(host.engine().plan(one));

        assertThat(preview.diff().fromVersion()).isZero();
        assertThat(preview.diff().added()).hasSize(2);
        assertThat(preview.changes())
                .containsExactly(
                        new Protect(path(DB1), Protection.ENCRYPT), new Protect(path(DB2), Protection.ENCRYPT));
    }

    @Test
    void saysWhichFlowsBecomeClearBlockedAndEncrypted() {
        host.now(host.engine().apply(one));

        PlanDiff diff = host.now(host.engine().plan(two)).diff();

        assertThat(diff.changes())
                .extracting(
                        PlanDiff.AssociationChange::a,
                        PlanDiff.AssociationChange::b,
                        PlanDiff.AssociationChange::flowBefore,
                        PlanDiff.AssociationChange::flowAfter)
                .containsExactly(
                        tuple("db1", "web1", Flow.ENCRYPTED, Flow.CLEAR),
                        tuple("db2", "web1", Flow.ENCRYPTED, Flow.BLOCKED),
                        tuple("db3", "web1", Flow.CLEAR, Flow.ENCRYPTED));
    }

    @Test
    void changesNothing() {
        host.now(host.engine().apply(one));
        host.backend.asked.clear();
        host.events.clear();

        ApplyPreview preview = host.now(host.engine().plan(two));

        assertThat(preview.changes()).contains(new Unprotect(path(DB1)));
        assertThat(host.backend.asked).isEmpty();
        assertThat(host.events).isEmpty();
        assertThat(host.now(host.engine().status()).policyVersion()).hasValue(1);
        assertThat(host.keying.synchronizedWith).hasSize(1);
    }

    @Test
    void isEmptyForThePolicyInForce() {
        host.now(host.engine().apply(one));

        ApplyPreview preview = host.now(host.engine().plan(one));

        assertThat(preview.diff().isEmpty()).isTrue();
        assertThat(preview.changes()).isEmpty();
    }

    @Test
    void showsWhatStandsInTheWay() {
        host.backend.kernel.foreignPolicies.add(Foreign.preceding("10.0.0.2/32"));

        assertThat(host.now(host.engine().plan(one)).conflicts()).hasSize(1);
    }

    @Test
    void failsAsApplyWould() {
        host.withKeys = false;

        assertThat(host.refusal(host.engine().plan(one))).isEqualTo(ErrorCode.CAPABILITY_MISSING);
    }

    @Test
    void explainsPeersOfThePolicyInForce() {
        assertThat(host.refused(host.engine().explain("db1")))
                .hasMessageContaining("no policy is in force")
                .extracting("code")
                .isEqualTo(ErrorCode.UNKNOWN_WORKLOAD);
        host.now(host.engine().apply(one));

        Explanation explanation = host.now(host.engine().explain("db1"));

        assertThat(explanation.a()).isEqualTo("db1");
        assertThat(host.refusal(host.engine().explain("nobody"))).isEqualTo(ErrorCode.UNKNOWN_WORKLOAD);
    }
}
