package io.secureconnect.testkit.fleet;

import io.secureconnect.api.policy.Actor;
import io.secureconnect.api.policy.EnforcementMode;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.NetworkInterface;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Rule;
import io.secureconnect.api.policy.RuleSet;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.IpAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every host with every other. */
final class Mesh {
    private Mesh() {}

    static PolicyDocument policy(int hosts) {
        return policy(hosts, KeyingMode.CONTROLLER);
    }

    static PolicyDocument policy(int hosts, KeyingMode keying) {
        List<Workload> workloads = IntStream.range(0, hosts)
                .mapToObj(number -> Workload.builder()
                        .id(String.format("host%02d", number))
                        .os(OperatingSystem.LINUX)
                        .enforcementMode(EnforcementMode.FULL)
                        .addInterfaces(NetworkInterface.builder()
                                .name("eth0")
                                .address(IpAddress.parse("10.1.0." + (number + 1)))
                                .build())
                        .build())
                .collect(Collectors.toList());
        Rule everybody = Rule.builder()
                .name("everybody with everybody")
                .secConnect(true)
                .addProviders(new Actor.AllWorkloads())
                .addConsumers(new Actor.AllWorkloads())
                .build();
        return PolicyDocument.builder()
                .version(1)
                .organization(Organization.builder().id("mesh").build())
                .saPolicy(SaPolicy.builder().keying(keying).build())
                .workloads(workloads)
                .addRuleSets(RuleSet.builder().name("mesh").addRules(everybody).build())
                .build();
    }
}
