package io.secureconnect.linux.scenario;

import io.secureconnect.api.policy.Actor;
import io.secureconnect.api.policy.Authentication;
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
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.linux.lab.Wire;
import java.util.Arrays;
import java.util.List;

/** The policy of most scenarios: two workloads, and one rule that encrypts what they say. */
final class TwoWorkloads {
    private TwoWorkloads() {}

    /** Workloads {@code a} and {@code b} at the ends of {@code wire}, IPv4 and IPv6, keys from the controller. */
    static PolicyDocument on(Wire wire) {
        return on(wire, AddressFamily.values());
    }

    /** As {@link #on(Wire)}, with addresses of {@code families} only. */
    static PolicyDocument on(Wire wire, AddressFamily... families) {
        return between(
                Organization.builder().id("lab").build(),
                SaPolicy.builder().keying(KeyingMode.CONTROLLER).build(),
                at("a", wire.a(), families),
                at("b", wire.b(), families));
    }

    /** A workload with the addresses of one end of a wire. */
    static Workload at(String id, Wire.End end, AddressFamily... families) {
        return workload(
                id, end.device(), Arrays.stream(families).map(end::address).toList());
    }

    static Workload workload(String id, String device, List<IpAddress> addresses) {
        return workload(id, OperatingSystem.LINUX, device, addresses);
    }

    /** With a Windows end, policy has IKEv1 used unless told otherwise. */
    static Workload workload(String id, OperatingSystem os, String device, List<IpAddress> addresses) {
        Workload.Builder workload = Workload.builder().id(id).os(os).enforcementMode(EnforcementMode.FULL);
        addresses.forEach(address -> workload.addInterfaces(NetworkInterface.builder()
                .name(device)
                .address(address)
                .mtu(1400)
                .build()));
        return workload.build();
    }

    /** Any two workloads under any terms; with certificates of the organization's CA, if it authenticates by them. */
    static PolicyDocument between(Organization organization, SaPolicy terms, Workload consumer, Workload provider) {
        return PolicyDocument.builder()
                .version(1)
                .organization(organization)
                .saPolicy(terms)
                .addWorkloads(certified(consumer, organization), certified(provider, organization))
                .addRuleSets(RuleSet.builder()
                        .name("lab")
                        .addRules(Rule.builder()
                                .name(consumer.id() + " to " + provider.id())
                                .secConnect(true)
                                .addProviders(new Actor.WorkloadActor(provider.id()))
                                .addConsumers(new Actor.WorkloadActor(consumer.id()))
                                .build())
                        .build())
                .build();
    }

    private static Workload certified(Workload workload, Organization organization) {
        return organization.authentication() instanceof Authentication.Certificate
                ? Workload.builder()
                        .from(workload)
                        .certificateIssuer(((Authentication.Certificate) organization.authentication()).issuer())
                        .build()
                : workload;
    }
}
