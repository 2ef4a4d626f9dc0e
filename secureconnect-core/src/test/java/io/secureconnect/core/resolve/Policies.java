package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.Actor;
import io.secureconnect.api.policy.EnforcementMode;
import io.secureconnect.api.policy.LabelGroup;
import io.secureconnect.api.policy.NetworkInterface;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Rule;
import io.secureconnect.api.policy.RuleSet;
import io.secureconnect.api.policy.Scope;
import io.secureconnect.api.policy.ScopeMember;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.IpAddress;
import java.util.Arrays;
import java.util.List;

/** Short ways to write documents in tests. */
public final class Policies {
    private Policies() {}

    /** An empty document, version 1, organization acme. */
    public static PolicyDocument.Builder document() {
        return PolicyDocument.builder()
                .version(1)
                .organization(Organization.builder().id("acme").build());
    }

    /** A managed Linux workload in full enforcement; labels as {@code key=value}. */
    public static Workload.Builder host(String id, String address, String... labels) {
        Workload.Builder builder = bareHost(id, labels);
        return builder.addInterfaces(nic("eth0", address).build());
    }

    /** The same without an interface. */
    public static Workload.Builder bareHost(String id, String... labels) {
        Workload.Builder builder =
                Workload.builder().id(id).os(OperatingSystem.LINUX).enforcementMode(EnforcementMode.FULL);
        for (String label : labels) {
            builder.putLabels(key(label), value(label));
        }
        return builder;
    }

    public static NetworkInterface.Builder nic(String name, String address) {
        return NetworkInterface.builder().name(name).address(IpAddress.parse(address));
    }

    /** A rule that asks for encryption. */
    public static Rule.Builder secured(String name, List<Actor> providers, List<Actor> consumers) {
        return Rule.builder().name(name).secConnect(true).providers(providers).consumers(consumers);
    }

    /** A rule that does not. */
    public static Rule.Builder plain(String name, List<Actor> providers, List<Actor> consumers) {
        return Rule.builder().name(name).providers(providers).consumers(consumers);
    }

    public static RuleSet.Builder set(String name, Rule... rules) {
        return RuleSet.builder().name(name).addRules(rules);
    }

    /** A scope of {@code key=value} and {@code key=@group}. */
    public static Scope scope(String... members) {
        Scope.Builder builder = Scope.builder();
        for (String member : members) {
            String value = value(member);
            builder.putMembers(
                    key(member),
                    value.startsWith("@") ? ScopeMember.group(value.substring(1)) : ScopeMember.label(value));
        }
        return builder.build();
    }

    public static LabelGroup group(String name, String key, List<String> labels, String... groups) {
        return LabelGroup.builder()
                .name(name)
                .key(key)
                .labels(labels)
                .addGroups(groups)
                .build();
    }

    /**
     * Actors: {@code key=value}, {@code @group}, {@code !key=value} and {@code !@group} for exclusions, {@code #id} for
     * a workload, {@code *} for all, {@code ip:}, {@code vs:} and {@code vsrv:} for what cannot be encrypted to.
     */
    public static List<Actor> actors(String... texts) {
        return Arrays.stream(texts).map(Policies::actor).toList();
    }

    private static Actor actor(String text) {
        boolean exclusion = text.startsWith("!");
        String rest = exclusion ? text.substring(1) : text;
        if (rest.equals("*")) {
            return new Actor.AllWorkloads();
        }
        if (rest.startsWith("@")) {
            return new Actor.LabelGroupActor(rest.substring(1), exclusion);
        }
        if (rest.startsWith("#")) {
            return new Actor.WorkloadActor(rest.substring(1));
        }
        if (rest.startsWith("ip:")) {
            return new Actor.IpListActor(rest.substring(3));
        }
        if (rest.startsWith("vs:")) {
            return new Actor.VirtualServiceActor(rest.substring(3));
        }
        if (rest.startsWith("vsrv:")) {
            return new Actor.VirtualServerActor(rest.substring(5));
        }
        return new Actor.LabelActor(key(rest), value(rest), exclusion);
    }

    private static String key(String pair) {
        return pair.substring(0, pair.indexOf('='));
    }

    private static String value(String pair) {
        return pair.substring(pair.indexOf('=') + 1);
    }
}
