package io.secureconnect.core.reconcile;

import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.IkePorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a plan needs to stay in clear: as little as its paths cannot do without, and what the embedder named. */
final class WantedExemptions {
    private WantedExemptions() {}

    static List<Exemption> of(HostPlan plan, Collection<Exemption> failsafe, IkePorts ports) {
        List<Exemption> wanted = new ArrayList<>();
        if (families(plan, association -> true).contains(AddressFamily.IPV6)) {
            wanted.addAll(Exemption.neighborDiscovery());
        }
        for (AddressFamily family : families(plan, WantedExemptions::speaksIke)) {
            wanted.add(Exemption.ike(family, ports.ike()));
            wanted.add(Exemption.ike(family, ports.natTraversal()));
        }
        for (AddressFamily family : families(plan, WantedExemptions::leavesIkeToTheSystem)) {
            wanted.add(Exemption.ike(family, IkePorts.standard().ike()));
            wanted.add(Exemption.ike(family, IkePorts.standard().natTraversal()));
        }
        if (plan.saPolicy().udpEncapsulation() == UdpEncapsulation.FORCE) {
            families(plan, WantedExemptions::encrypts).forEach(family -> wanted.add(espInUdp(family)));
        }
        wanted.addAll(failsafe);
        return wanted.stream().distinct().collect(Collectors.toUnmodifiableList());
    }

    /** A datagram that carries ESP meets the policy check before the kernel takes the ESP out of it. */
    private static Exemption espInUdp(AddressFamily family) {
        Exemption samePorts = Exemption.ike(family, UdpEncapsulationTemplate.STANDARD_PORT);
        String version = family == AddressFamily.IPV4 ? "IPv4" : "IPv6";
        return new Exemption(
                "ESP in UDP " + UdpEncapsulationTemplate.STANDARD_PORT + " over " + version, samePorts.selector());
    }

    private static boolean encrypts(HostAssociation association) {
        return association.verdict() == Verdict.ENCRYPTED;
    }

    private static boolean speaksIke(HostAssociation association) {
        return encrypts(association) && association.keying() == KeyingMode.IKE;
    }

    private static boolean leavesIkeToTheSystem(HostAssociation association) {
        return encrypts(association) && association.keying() == KeyingMode.NATIVE;
    }

    private static Set<AddressFamily> families(HostPlan plan, Predicate<HostAssociation> which) {
        return plan.associations().stream()
                .filter(which)
                .flatMap(association -> association.paths().stream())
                .map(HostPair::family)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(AddressFamily.class)));
    }
}
