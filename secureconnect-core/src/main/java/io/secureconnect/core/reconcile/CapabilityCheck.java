package io.secureconnect.core.reconcile;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.spi.BackendCapabilities;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether this host can do what a plan asks for, found out before anything is changed. Refuse, never downgrade: what is
 * missing is named together with the field of the policy that asks for it.
 *
 * <p>Only what the plan really uses counts: a plan without an encrypted path needs no ESP, no keys, nothing but blocks.
 */
public final class CapabilityCheck {
    private final HostPlan plan;
    private final BackendCapabilities kernel;
    private final Set<KeyingMode> keyings;
    private final Set<String> proofs;
    private final List<Missing> missing = new ArrayList<>();

    private record Missing(ErrorCode code, String message) {}

    private CapabilityCheck(HostPlan plan, BackendCapabilities kernel, Set<KeyingMode> keyings, Set<String> proofs) {
        this.plan = plan;
        this.kernel = kernel;
        this.keyings = keyings;
        this.proofs = proofs;
    }

    /**
     * Returns if the plan can be carried out here.
     *
     * @param keyings the ways to keys that this engine has
     * @param proofs how it can authenticate itself with IKE, by the names of plans: {@code psk}, {@code certificate}
     * @throws SecureConnectException with {@code ESP_UNAVAILABLE}, {@code ALGORITHM_UNAVAILABLE} or {@code
     *     CAPABILITY_MISSING}: the first that is missing; all that are, in its message
     */
    public static void require(HostPlan plan, BackendCapabilities kernel, Set<KeyingMode> keyings, Set<String> proofs) {
        List<HostAssociation> encrypted = plan.associations().stream()
                .filter(a -> a.verdict() == Verdict.ENCRYPTED && !a.paths().isEmpty())
                .collect(Collectors.toUnmodifiableList());
        if (!encrypted.isEmpty()) {
            new CapabilityCheck(plan, kernel, keyings, proofs).require(encrypted);
        }
    }

    private void require(List<HostAssociation> encrypted) {
        Set<AddressFamily> families = encrypted.stream()
                .flatMap(association -> association.paths().stream())
                .map(HostPair::family)
                .collect(Collectors.toCollection(TreeSet::new));
        families.forEach(this::family);
        encrypted.stream()
                .collect(Collectors.toMap(
                        HostAssociation::espProposals, a -> a, (first, next) -> first, LinkedHashMap::new))
                .values()
                .forEach(this::proposals);
        parameters(plan.saPolicy(), families);
        encrypted.stream().map(HostAssociation::keying).distinct().sorted().forEach(this::keying);
        if (keyings.contains(KeyingMode.IKE)) {
            ike(encrypted.stream()
                    .filter(association -> association.keying() == KeyingMode.IKE)
                    .collect(Collectors.toUnmodifiableList()));
        }
        natively(encrypted.stream()
                .filter(association -> association.keying() == KeyingMode.NATIVE)
                .collect(Collectors.toUnmodifiableList()));
        if (!missing.isEmpty()) {
            String all = missing.stream().map(Missing::message).collect(Collectors.joining("\n  "));
            throw new SecureConnectException(
                    missing.get(0).code(),
                    "policy " + plan.policyVersion() + " cannot be put in force on '" + plan.workload()
                            + "'; nothing was changed:\n  " + all);
        }
    }

    private void family(AddressFamily family) {
        if (!kernel.families().contains(family)) {
            boolean four = family == AddressFamily.IPV4;
            missing(
                    ErrorCode.ESP_UNAVAILABLE,
                    "workloads/*/interfaces: paths over " + (four ? "IPv4" : "IPv6") + " are to be encrypted, and "
                            + kernel.description() + " cannot carry ESP there; on Linux load the kernel module "
                            + (four ? "esp4" : "esp6") + ", or list the interfaces in ignoredInterfaces");
        }
    }

    private void proposals(HostAssociation association) {
        List<EspProposal> available = association.espProposals().stream()
                .filter(kernel.proposals()::contains)
                .collect(Collectors.toUnmodifiableList());
        if (available.isEmpty()) {
            missing(
                    ErrorCode.ALGORITHM_UNAVAILABLE,
                    "saPolicy/espProposals: of " + keywords(association.espProposals()) + ", which '"
                            + association.local() + "' and '" + association.remote() + "' share, "
                            + kernel.description() + " has none; it has " + keywords(kernelProposals())
                            + "; add one of these to the policy or load the kernel's module for it");
        } else if (association.keying() == KeyingMode.CONTROLLER
                && !available.get(0).equals(association.espProposals().get(0))) {
            missing(
                    ErrorCode.ALGORITHM_UNAVAILABLE,
                    "saPolicy/espProposals: the key distributor makes keys for the first proposal, "
                            + association.espProposals().get(0) + ", which " + kernel.description()
                            + " does not have; put " + available.get(0)
                            + " first, or load the kernel's module for it");
        }
    }

    private void parameters(SaPolicy policy, Set<AddressFamily> families) {
        if (policy.extendedSequenceNumbers() && !kernel.extendedSequenceNumbers()) {
            lacks("extendedSequenceNumbers: true", "extended sequence numbers", "set it to false");
        }
        if (!kernel.ownReplayWindow() && policy.replayWindow() > kernel.largestReplayWindow()) {
            String remedy =
                    kernel.largestReplayWindow() == 0 ? "set it to 0" : "set at most " + kernel.largestReplayWindow();
            lacks("replayWindow: " + policy.replayWindow(), "a replay window of that size", remedy);
        }
        if (limitsVolume(policy.childLifetime()) && !kernel.volumeLifetimes()) {
            lacks("childLifetime", "limits on bytes or packets", "limit SAs by time alone");
        }
        if (policy.udpEncapsulation() == UdpEncapsulation.FORCE && !kernel.udpEncapsulation()) {
            lacks("udpEncapsulation: force", "ESP in UDP", "set it to auto or never");
        } else if (policy.udpEncapsulation() == UdpEncapsulation.FORCE
                && families.contains(AddressFamily.IPV6)
                && !kernel.udpEncapsulationOverIpv6()) {
            lacks(
                    "udpEncapsulation: force",
                    "ESP in UDP over IPv6",
                    "set it to auto or never, or list the IPv6 interfaces in ignoredInterfaces");
        }
    }

    private void keying(KeyingMode mode) {
        boolean available = mode == KeyingMode.NATIVE ? !kernel.nativeKeying().isEmpty() : keyings.contains(mode);
        if (available) {
            return;
        }
        missing(
                ErrorCode.CAPABILITY_MISSING,
                switch (mode) {
                    case CONTROLLER ->
                        "saPolicy/keying: controller needs keys from a distributor, and this engine was opened without; set"
                                + " SecureConnectOptions.controllerKeys";
                    case IKE ->
                        "saPolicy/keying: ike needs credentials, and this engine was opened without; set"
                                + " SecureConnectOptions.ike, or set the keying to controller";
                    case NATIVE ->
                        "saPolicy/keying: native needs an IKE of the operating system that the SDK can drive, and "
                                + kernel.description() + " has none; set it to ike or controller";
                });
    }

    private void natively(List<HostAssociation> associations) {
        if (!associations.isEmpty() && !kernel.nativeKeying().isEmpty()) {
            NativeCheck.of(plan.saPolicy(), kernel, proofs, associations)
                    .forEach(lack -> missing(lack.code(), lack.message()));
        }
    }

    /** Policy names one authentication for each pair; what this engine cannot do is named once. */
    private void ike(List<HostAssociation> associations) {
        associations.stream()
                .flatMap(association -> association.authentication().stream())
                .distinct()
                .filter(kind -> !proofs.contains(kind))
                .forEach(kind -> missing(
                        ErrorCode.CAPABILITY_MISSING,
                        "organization/authentication: hosts prove themselves by " + kind
                                + ", and this engine was opened without; set IkeOptions."
                                + (kind.equals("psk") ? "preSharedKeys" : "certificates")));
    }

    static boolean limitsVolume(SaLifetime lifetime) {
        return lifetime.softBytes().isPresent()
                || lifetime.hardBytes().isPresent()
                || lifetime.softPackets().isPresent()
                || lifetime.hardPackets().isPresent();
    }

    private void lacks(String field, String what, String remedy) {
        missing(
                ErrorCode.CAPABILITY_MISSING,
                "saPolicy/" + field + ": " + kernel.description() + " has no " + what + "; " + remedy);
    }

    private void missing(ErrorCode code, String message) {
        missing.add(new Missing(code, message));
    }

    private List<EspProposal> kernelProposals() {
        return kernel.proposals().stream()
                .sorted(Comparator.comparing(EspProposal::keyword))
                .collect(Collectors.toList());
    }

    private static String keywords(List<EspProposal> proposals) {
        return proposals.isEmpty()
                ? "nothing"
                : proposals.stream().map(EspProposal::keyword).collect(Collectors.joining(", "));
    }
}
