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
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.linux.lab.Wire;

/** The policy of most scenarios: workload {@code a} and workload {@code b}, and one rule that encrypts what they say. */
final class TwoWorkloads {
    private TwoWorkloads() {}

    /** Both ends of {@code wire}, IPv4 and IPv6, keys from the controller. */
    static PolicyDocument on(Wire wire) {
        return on(wire, AddressFamily.values());
    }

    /** As {@link #on(Wire)}, with addresses of {@code families} only. */
    static PolicyDocument on(Wire wire, AddressFamily... families) {
        return PolicyDocument.builder()
                .version(1)
                .organization(Organization.builder().id("lab").build())
                .saPolicy(SaPolicy.builder().keying(KeyingMode.CONTROLLER).build())
                .addWorkloads(workload("a", wire.a(), families), workload("b", wire.b(), families))
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

    private static Workload workload(String id, Wire.End end, AddressFamily... families) {
        Workload.Builder workload =
                Workload.builder().id(id).os(OperatingSystem.LINUX).enforcementMode(EnforcementMode.FULL);
        for (AddressFamily family : families) {
            workload.addInterfaces(NetworkInterface.builder()
                    .name(end.device())
                    .address(end.address(family))
                    .mtu(1400)
                    .build());
        }
        return workload.build();
    }
}
