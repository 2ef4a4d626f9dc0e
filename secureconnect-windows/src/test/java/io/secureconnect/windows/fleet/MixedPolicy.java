package io.secureconnect.windows.fleet;

import io.secureconnect.api.policy.Actor;
import io.secureconnect.api.policy.EnforcementMode;
import io.secureconnect.api.policy.NetworkInterface;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Rule;
import io.secureconnect.api.policy.RuleSet;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaLifetime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Two Linux hosts and two Windows hosts, over both families, each with each; all that Windows can do, and no more. */
final class MixedPolicy {
    static final List<String> LINUX = List.of("lin1", "lin2");
    static final List<String> WINDOWS = List.of("win1", "win2");
    static final Duration SOFT = Duration.ofMinutes(4);
    static final Duration HARD = Duration.ofMinutes(6);

    private MixedPolicy() {}

    static PolicyDocument of(UnaryOperator<SaPolicy.Builder> change) {
        SaPolicy.Builder saPolicy = SaPolicy.builder()
                .espProposals(List.of(EspProposal.parse("aes256gcm16")))
                .ikeProposals(List.of(IkeProposal.parse("aes256-sha256-ecp256")))
                .extendedSequenceNumbers(false)
                .childLifetime(SaLifetime.builder().soft(SOFT).hard(HARD).build());
        List<Workload> workloads = new ArrayList<>();
        LINUX.forEach(id -> workloads.add(workload(id, OperatingSystem.LINUX, 1 + workloads.size())));
        WINDOWS.forEach(id -> workloads.add(workload(id, OperatingSystem.WINDOWS, 1 + workloads.size())));
        return PolicyDocument.builder()
                .version(1)
                .organization(Organization.builder().id("mixed").build())
                .saPolicy(change.apply(saPolicy).build())
                .workloads(workloads)
                .addRuleSets(RuleSet.builder()
                        .name("mesh")
                        .addRules(Rule.builder()
                                .name("each with each")
                                .secConnect(true)
                                .addProviders(new Actor.AllWorkloads())
                                .addConsumers(new Actor.AllWorkloads())
                                .build())
                        .build())
                .build();
    }

    /** The same for two hosts alone. */
    static PolicyDocument pair(PolicyDocument policy, String one, String other) {
        return PolicyDocument.builder()
                .from(policy)
                .workloads(policy.workloads().stream()
                        .filter(workload -> Set.of(one, other).contains(workload.id()))
                        .toList())
                .build();
    }

    /** The next version, in which {@code host} takes no part. */
    static PolicyDocument without(PolicyDocument policy, String host) {
        return PolicyDocument.builder()
                .from(policy)
                .version(policy.version() + 1)
                .workloads(policy.workloads().stream()
                        .map(workload -> workload.id().equals(host)
                                ? Workload.builder()
                                        .from(workload)
                                        .enforcementMode(EnforcementMode.IDLE)
                                        .build()
                                : workload)
                        .toList())
                .build();
    }

    /** The content of {@code policy} as the version after {@code last}. */
    static PolicyDocument after(PolicyDocument last, PolicyDocument policy) {
        return PolicyDocument.builder().from(policy).version(last.version() + 1).build();
    }

    private static Workload workload(String id, OperatingSystem os, int number) {
        return Workload.builder()
                .id(id)
                .os(os)
                .enforcementMode(EnforcementMode.FULL)
                .addInterfaces(nic("10.1.0." + number), nic("2001:db8:1::" + number))
                .build();
    }

    private static NetworkInterface nic(String address) {
        return NetworkInterface.builder()
                .name("eth0")
                .address(IpAddress.parse(address))
                .build();
    }
}
