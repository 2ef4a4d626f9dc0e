package io.secureconnect.core.reconcile;

import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.BackendCapabilities;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The paths of a plan that need SAs, and how ESP is done on each: what a keying is told. */
public final class EncryptedPaths {
    private EncryptedPaths() {}

    /**
     * Every ENCRYPTED path with its parameters: the best proposal of its association that the kernel has, all else from the
     * SA policy.
     *
     * @throws IllegalStateException if an association has none; {@link CapabilityCheck} refuses such plans before
     */
    public static SortedMap<HostPair, EspParameters> of(HostPlan plan, BackendCapabilities kernel) {
        SortedMap<HostPair, EspParameters> wanted = new TreeMap<>();
        associations(plan).forEach(association -> {
            EspProposal best = available(association, kernel).stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "no proposal of " + association.remote() + " was checked to be available"));
            EspParameters parameters = parameters(plan.saPolicy(), best);
            association.paths().forEach(path -> wanted.put(path, parameters));
        });
        return wanted;
    }

    /** Those that really need ESP: a verdict without a path needs nothing. */
    static Stream<HostAssociation> associations(HostPlan plan) {
        return plan.associations().stream()
                .filter(a -> a.verdict() == Verdict.ENCRYPTED && !a.paths().isEmpty());
    }

    /** What both ends and the kernel can do, best first. */
    static List<EspProposal> available(HostAssociation association, BackendCapabilities kernel) {
        return association.espProposals().stream()
                .filter(kernel.proposals()::contains)
                .collect(Collectors.toList());
    }

    private static EspParameters parameters(SaPolicy policy, EspProposal proposal) {
        return EspParameters.builder()
                .proposal(proposal)
                .extendedSequenceNumbers(policy.extendedSequenceNumbers())
                .replayWindow(policy.replayWindow())
                .lifetime(policy.childLifetime())
                .udpEncapsulation(
                        policy.udpEncapsulation() == UdpEncapsulation.FORCE
                                ? Optional.of(UdpEncapsulationTemplate.standard())
                                : Optional.empty())
                .build();
    }
}
