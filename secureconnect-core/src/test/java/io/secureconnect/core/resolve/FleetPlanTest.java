package io.secureconnect.core.resolve;

import static io.secureconnect.core.resolve.Policies.actors;
import static io.secureconnect.core.resolve.Policies.document;
import static io.secureconnect.core.resolve.Policies.host;
import static io.secureconnect.core.resolve.Policies.secured;
import static io.secureconnect.core.resolve.Policies.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.PlanDiff;
import io.secureconnect.api.plan.PlanDiff.AssociationChange;
import io.secureconnect.api.plan.PlanDiff.Flow;
import io.secureconnect.api.policy.AgentVersion;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Rule;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The plan of a fleet as an object: lazy, shared between threads, comparable. */
final class FleetPlanTest {
    private static final Rule ALL = secured("r", actors("*"), actors("*")).build();

    private static FleetPlan plan(long version, Rule rule, Workload... workloads) {
        return PolicyResolver.resolve(document()
                .version(version)
                .addWorkloads(workloads)
                .addRuleSets(set("s", rule).build())
                .build());
    }

    @Test
    void everyoneWithEveryoneIsNeverWrittenDown() {
        int size = 30_000; // 450 million pairs
        PolicyDocument document = document()
                .addAllWorkloads(IntStream.range(0, size)
                        .mapToObj(i -> host(StandardWorkload.id(i), "10.1." + i / 256 + "." + i % 256)
                                .build())
                        .toList())
                .addRuleSets(set("s", ALL).build())
                .build();

        FleetPlan plan = PolicyResolver.resolve(document);

        assertThat(plan.associations().limit(3).map(PeerAssociation::b))
                .containsExactly(StandardWorkload.id(1), StandardWorkload.id(2), StandardWorkload.id(3));
        assertThat(plan.host(StandardWorkload.id(17)).associations()).hasSize(size - 1);
    }

    @Test
    void aPlanMayBeAskedByManyThreadsAtOnce() {
        FleetPlan plan = PolicyResolver.resolve(new StandardWorkload(2000, 400, 0.5, true, 5).document());
        List<HostPlan> oneByOne = plan.workloads().stream().map(plan::host).toList();

        List<HostPlan> atOnce =
                PolicyResolver.resolve(new StandardWorkload(2000, 400, 0.5, true, 5).document())
                        .workloads()
                        .parallelStream()
                        .map(plan::host)
                        .collect(Collectors.toList());

        assertThat(atOnce).isEqualTo(oneByOne);
    }

    @Test
    void theStreamCanBeTakenAgain() {
        FleetPlan plan = plan(
                1, ALL, host("a", "10.0.0.1").build(), host("b", "10.0.0.2").build());

        assertThat(plan.associations().toList())
                .isEqualTo(plan.associations().toList())
                .hasSize(1);
    }

    @Test
    void anEmptyDocumentHasAnEmptyPlan() {
        FleetPlan plan = PolicyResolver.resolve(document().build());

        assertThat(plan.workloads()).isEmpty();
        assertThat(plan.associations()).isEmpty();
        assertThat(plan.diagnostics()).isEmpty();
    }

    @Test
    void aDiffSaysWhichFlowsBecomeEncryptedBlockedOrClear() {
        Workload a = host("a", "10.0.0.1").build();
        Workload b = host("b", "10.0.0.2").build();
        Workload c = host("c", "10.0.0.3").build();
        Workload oldA = Workload.builder()
                .from(a)
                .agentVersion(new AgentVersion("19.0"))
                .build();
        FleetPlan before =
                plan(1, secured("r", actors("#a"), actors("#b", "#c")).build(), a, b, c);
        FleetPlan after = plan(2, secured("r", actors("#b"), actors("#a", "#c")).build(), oldA, b, c);

        PlanDiff diff = PlanDifference.between(before, after);

        assertThat(diff.fromVersion()).isEqualTo(1);
        assertThat(diff.toVersion()).isEqualTo(2);
        assertThat(diff.changes())
                .extracting(change -> change.a() + change.b() + " " + change.kind() + " " + change.flowBefore() + " "
                        + change.flowAfter())
                .containsExactly(
                        "ab CHANGED ENCRYPTED BLOCKED", "ac REMOVED ENCRYPTED CLEAR", "bc ADDED CLEAR ENCRYPTED");
        assertThat(diff.added()).extracting(AssociationChange::flowAfter).containsExactly(Flow.ENCRYPTED);
    }

    @Test
    void aNewAddressIsAChangeOfTheAssociation() {
        Workload a = host("a", "10.0.0.1").build();
        FleetPlan before = plan(1, ALL, a, host("b", "10.0.0.2").build());
        FleetPlan after = plan(2, ALL, a, host("b", "10.0.0.3").build());

        assertThat(PlanDifference.between(before, after).changed())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.before().orElseThrow().paths().get(0).b()).isEqualTo(IpAddress.parse("10.0.0.2"));
                    assertThat(change.after().orElseThrow().paths().get(0).b()).isEqualTo(IpAddress.parse("10.0.0.3"));
                });
    }

    @Test
    void plansOfDocumentsInAnyOrderAreTheSame() {
        PolicyDocument document = new StandardWorkload(1000, 100, 0.5, true, 9).document();
        List<PeerAssociation> shuffled = new ArrayList<>();
        PolicyResolver.resolve(Shuffled.of(document, 1)).associations().forEach(shuffled::add);

        assertThat(PolicyResolver.resolve(document).associations().toList()).isEqualTo(shuffled);
    }
}
