package io.secureconnect.linux.scenario;

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
import io.secureconnect.linux.lab.Wire;
import java.util.function.UnaryOperator;

/** The policy of most scenarios: workload {@code a} and workload {@code b}, and one rule that encrypts what they say. */
final class TwoWorkloads {
    private TwoWorkloads() {}

    /** Both ends of {@code wire}, IPv4 and IPv6, keys from the controller. */
    static PolicyDocument on(Wire wire) {
        return on(wire, 1, builder -> builder);
    }

    static PolicyDocument on(Wire wire, long version, UnaryOperator<SaPolicy.Builder> saPolicy) {
        return PolicyDocument.builder()
                .version(version)
                .organization(Organization.builder().id("lab").build())
                .saPolicy(saPolicy
                        .apply(SaPolicy.builder().keying(KeyingMode.CONTROLLER))
                        .build())
                .addWorkloads(workload("a", wire.a()), workload("b", wire.b()))
                .addRuleSets(RuleSet.builder()
                        .name("lab")
                        .addRules(Rule.builder()
                                .name("a to b")
                                .secConnect(true)
                                .addProviders(new Actor.WorkloadActor("b"))
                                .addConsumers(new Actor.WorkloadActor("a"))
                                .build())
                        .build())
                .build();
    }

    private static Workload workload(String id, Wire.End end) {
        NetworkInterface.Builder device =
                NetworkInterface.builder().name(end.device()).mtu(1400);
        return Workload.builder()
                .id(id)
                .os(OperatingSystem.LINUX)
                .enforcementMode(EnforcementMode.FULL)
                .addInterfaces(
                        device.address(end.ipv4()).build(),
                        device.address(end.ipv6()).build())
                .build();
    }
}
