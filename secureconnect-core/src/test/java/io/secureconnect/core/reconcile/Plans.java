package io.secureconnect.core.reconcile;

import io.secureconnect.api.plan.BlockReason;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.spi.BackendCapabilities;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Plans of the host {@code web1} with as little in them as a test needs, and a kernel that can do all. */
public final class Plans {
    public static final SaPolicy CONTROLLER =
            SaPolicy.builder().keying(KeyingMode.CONTROLLER).build();

    public static final SaPolicy NATIVE = SaPolicy.builder()
            .keying(KeyingMode.NATIVE)
            .extendedSequenceNumbers(false)
            .build();

    private Plans() {}

    public static HostPlan plan(long version, SaPolicy policy, HostAssociation... associations) {
        return HostPlan.builder()
                .policyVersion(version)
                .workload("web1")
                .saPolicy(policy)
                .addAssociations(associations)
                .build();
    }

    public static HostAssociation encrypted(String peer, String... paths) {
        return association(peer, CONTROLLER, paths).verdict(Verdict.ENCRYPTED).build();
    }

    public static HostAssociation encrypted(SaPolicy policy, String peer, String... paths) {
        return association(peer, policy, paths).verdict(Verdict.ENCRYPTED).build();
    }

    /** Keyed by the operating system's own IKEv1, by pre-shared key. */
    public static HostAssociation natively(String peer, String... paths) {
        return association(peer, NATIVE, paths)
                .verdict(Verdict.ENCRYPTED)
                .ikeVersion(IkeVersion.IKEV1)
                .authentication("psk")
                .build();
    }

    public static HostAssociation blocked(String peer, String... paths) {
        return association(peer, CONTROLLER, paths)
                .verdict(Verdict.BLOCKED)
                .reason(BlockReason.NO_COMMON_PROPOSAL)
                .build();
    }

    private static HostAssociation.Builder association(String peer, SaPolicy policy, String... paths) {
        return HostAssociation.builder()
                .local("web1")
                .remote(peer)
                .keying(policy.keying())
                .espProposals(policy.espProposals())
                .paths(Arrays.stream(paths).map(Plans::path).sorted().collect(Collectors.toList()))
                .rules(List.of("shop/web to " + peer));
    }

    /** A path from {@code 10.0.0.1<->10.0.0.2}, its own text. */
    public static HostPair path(String text) {
        String[] ends = text.split("<->", -1);
        return HostPair.of(ends[0], ends[1]);
    }

    /** A kernel whose system has an IKE of its own, of the versions of {@code versions}. */
    public static BackendCapabilities.Builder kernelWithDaemon(IkeVersion... versions) {
        return kernel().addNativeKeying(versions)
                .addNativeIkeProposals(
                        IkeProposal.parse("aes256-sha256-modp2048"), IkeProposal.parse("aes128-sha256-ecp256"));
    }

    public static BackendCapabilities.Builder kernel() {
        return BackendCapabilities.builder()
                .description("Fake kernel 1.0")
                .addFamilies(AddressFamily.IPV4, AddressFamily.IPV6)
                .addAllProposals(EspProposal.all())
                .extendedSequenceNumbers(true)
                .largestReplayWindow(4096)
                .volumeLifetimes(true)
                .expiryEvents(true)
                .udpEncapsulation(true)
                .saCounters(false)
                .persistentBlocks(false);
    }
}
