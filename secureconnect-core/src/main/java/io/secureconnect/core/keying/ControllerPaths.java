package io.secureconnect.core.keying;

import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.IkePorts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What controller keying has to fill by a plan. Host and distributor both ask here, so that they mean the same parameters.
 */
public final class ControllerPaths {
    private ControllerPaths() {}

    /**
     * How ESP is done on a path for which {@code chosen} is the best proposal of both ends.
     *
     * @param ports of the pair; ESP in UDP has the one of NAT traversal
     */
    public static EspParameters parameters(SaPolicy policy, EspProposal chosen, IkePorts ports) {
        return EspParameters.builder()
                .proposal(chosen)
                .extendedSequenceNumbers(policy.extendedSequenceNumbers())
                .replayWindow(policy.replayWindow())
                .lifetime(policy.childLifetime())
                .udpEncapsulation(
                        policy.udpEncapsulation() == UdpEncapsulation.FORCE
                                ? Optional.of(new UdpEncapsulationTemplate(ports.natTraversal(), ports.natTraversal()))
                                : Optional.empty())
                .build();
    }

    /** The paths of a whole fleet that are to be encrypted with controller keys, sorted. */
    public static List<KeyedPath> of(FleetPlan plan) {
        Map<Kind, EspParameters> shared = new HashMap<>();
        return plan.associations()
                .filter(a -> a.verdict() == Verdict.ENCRYPTED && a.keying() == KeyingMode.CONTROLLER)
                .flatMap(a -> a.paths().stream()
                        .map(path -> new KeyedPath(a.a(), path.a(), a.b(), path.b(), parametersOf(a, plan, shared))))
                .sorted()
                .collect(Collectors.toUnmodifiableList());
    }

    /** Few, and shared by all paths of a fleet. */
    private record Kind(EspProposal proposal, IkePorts ports) {}

    private static EspParameters parametersOf(
            PeerAssociation association, FleetPlan plan, Map<Kind, EspParameters> shared) {
        return shared.computeIfAbsent(
                new Kind(association.espProposals().get(0), association.ikePorts()),
                kind -> parameters(plan.saPolicy(), kind.proposal(), kind.ports()));
    }
}
