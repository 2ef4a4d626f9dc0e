package io.secureconnect.core.reconcile;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.spi.BackendCapabilities;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the operating system's own IKE lacks of what policy asks for, beside what its kernel lacks. */
final class NativeCheck {
    private final SaPolicy policy;
    private final BackendCapabilities kernel;
    private final List<Lack> lacks = new ArrayList<>();

    /** One thing, with the field that asks for it and the remedy. */
    record Lack(ErrorCode code, String message) {}

    private NativeCheck(SaPolicy policy, BackendCapabilities kernel) {
        this.policy = policy;
        this.kernel = kernel;
    }

    /**
     * All that is missing.
     *
     * @param proofs by the names of plans
     * @param associations those that are keyed natively
     */
    static List<Lack> of(
            SaPolicy policy, BackendCapabilities kernel, Set<String> proofs, List<HostAssociation> associations) {
        NativeCheck check = new NativeCheck(policy, kernel);
        associations.stream()
                .flatMap(association -> association.ikeVersion().stream())
                .distinct()
                .sorted()
                .forEach(check::version);
        boolean secret = associations.stream()
                .anyMatch(association ->
                        association.authentication().filter("psk"::equals).isPresent());
        if (secret && !proofs.contains("psk")) {
            check.lacks(
                    "organization/authentication: hosts prove themselves by psk, and this engine was opened without; set"
                            + " IkeOptions.preSharedKeys");
        }
        check.parameters();
        return check.lacks;
    }

    private void version(IkeVersion version) {
        if (!kernel.nativeKeying().contains(version)) {
            lacks("saPolicy/ikeVersionPolicy: these pairs need " + version.wireName() + ", which the IKE of "
                    + kernel.description() + " cannot be made to speak; set ikeVersionPolicy to "
                    + (version == IkeVersion.IKEV1 ? "modern" : "compatible") + ", or the keying to ike");
            return;
        }
        List<IkeProposal> wanted = policy.effectiveIkeProposals();
        if (wanted.stream()
                .noneMatch(proposal ->
                        version.has(proposal) && kernel.nativeIkeProposals().contains(proposal))) {
            lacks.add(new Lack(
                    ErrorCode.ALGORITHM_UNAVAILABLE,
                    "saPolicy/ikeProposals: of " + keywords(wanted) + " the IKE of " + kernel.description()
                            + " has none in " + version.wireName() + "; add one of " + keywords(known(version))));
        }
    }

    /** What the kernel may have for SAs that the SDK installs, and its daemon never agrees on. */
    private void parameters() {
        if (policy.extendedSequenceNumbers() && kernel.extendedSequenceNumbers()) {
            lacks("saPolicy/extendedSequenceNumbers: true: native keying agrees on none; set it to false");
        }
        if (policy.udpEncapsulation() == UdpEncapsulation.FORCE) {
            lacks(
                    "saPolicy/udpEncapsulation: force: with native keying the operating system decides, by whether it finds a"
                            + " NAT; set it to auto or never");
        }
        if (CapabilityCheck.limitsVolume(policy.childLifetime()) && kernel.volumeLifetimes()) {
            lacks("saPolicy/childLifetime: native keying limits SAs by time alone; leave bytes and packets out");
        }
    }

    private List<IkeProposal> known(IkeVersion version) {
        return kernel.nativeIkeProposals().stream()
                .filter(version::has)
                .sorted(Comparator.comparing(IkeProposal::keyword))
                .collect(Collectors.toList());
    }

    private void lacks(String message) {
        lacks.add(new Lack(ErrorCode.CAPABILITY_MISSING, message));
    }

    private static String keywords(List<IkeProposal> proposals) {
        return proposals.stream().map(IkeProposal::keyword).collect(Collectors.joining(", "));
    }
}
