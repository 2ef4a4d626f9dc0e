package io.secureconnect.core.reconcile;

import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.IkePorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a plan needs to stay in clear: as little as its paths cannot do without, and what the embedder named. */
final class WantedExemptions {
    private WantedExemptions() {}

    static List<Exemption> of(HostPlan plan, Collection<Exemption> failsafe) {
        List<Exemption> wanted = new ArrayList<>();
        if (families(plan, association -> true).contains(AddressFamily.IPV6)) {
            wanted.addAll(Exemption.neighborDiscovery());
        }
        each(plan, WantedExemptions::negotiates, (family, ports) -> {
            wanted.add(Exemption.ike(family, ports.ike()));
            wanted.add(Exemption.ike(family, ports.natTraversal()));
        });
        if (plan.saPolicy().udpEncapsulation() == UdpEncapsulation.FORCE) {
            each(
                    plan,
                    WantedExemptions::encrypts,
                    (family, ports) -> wanted.add(espInUdp(family, ports.natTraversal())));
        }
        wanted.addAll(failsafe);
        return wanted.stream().distinct().collect(Collectors.toUnmodifiableList());
    }

    /** A datagram that carries ESP meets the policy check before the kernel takes the ESP out of it. */
    private static Exemption espInUdp(AddressFamily family, int port) {
        Exemption samePorts = Exemption.ike(family, port);
        String version = family == AddressFamily.IPV4 ? "IPv4" : "IPv6";
        return new Exemption("ESP in UDP " + port + " over " + version, samePorts.selector());
    }

    private static boolean encrypts(HostAssociation association) {
        return association.verdict() == Verdict.ENCRYPTED;
    }

    /** By the SDK's IKE or by the system's own. */
    private static boolean negotiates(HostAssociation association) {
        return encrypts(association) && association.keying() != KeyingMode.CONTROLLER;
    }

    /** Once for each set of ports and each family in which it is used. */
    private static void each(
            HostPlan plan, Predicate<HostAssociation> which, BiConsumer<AddressFamily, IkePorts> action) {
        plan.associations().stream()
                .filter(which)
                .map(HostAssociation::ikePorts)
                .distinct()
                .forEach(ports -> families(
                                plan,
                                which.and(association -> association.ikePorts().equals(ports)))
                        .forEach(family -> action.accept(family, ports)));
    }

    private static Set<AddressFamily> families(HostPlan plan, Predicate<HostAssociation> which) {
        return plan.associations().stream()
                .filter(which)
                .flatMap(association -> association.paths().stream())
                .map(HostPair::family)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(AddressFamily.class)));
    }
}
