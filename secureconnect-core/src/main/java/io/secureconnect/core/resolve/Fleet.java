package io.secureconnect.core.resolve;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.policy.AgentVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.CodePointOrder;
import io.secureconnect.api.policy.EnforcementMode;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.resolve.EndProfile.AgentEra;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/** The workloads of a document, numbered in the order of their ids, and what the resolver asks of them. */
final class Fleet {
    private final Workload[] workloads;
    private final String[] ids;
    private final IpAddress[][] addresses;
    private final byte[] profiles;
    private final LabelIndex labels;
    private final RoaringBitmap managed;
    private final RoaringBitmap unmanaged;
    private final RoaringBitmap idle;
    private final RoaringBitmap withoutBackend;
    private final RoaringBitmap eligible;
    private final long[] eligibleBits;

    Fleet(PolicyDocument document) {
        workloads = document.workloads().toArray(Workload[]::new);
        Arrays.sort(workloads, (one, other) -> CodePointOrder.compare(one.id(), other.id()));
        ids = Arrays.stream(workloads).map(Workload::id).toArray(String[]::new);
        addresses = new IpAddress[workloads.length][];
        labels = new LabelIndex(workloads);
        profiles = new byte[workloads.length];
        ProfileReader reader = new ProfileReader(document.organization().authentication());
        Arrays.setAll(addresses, w -> UsableAddresses.of(workloads[w]));
        for (int w = 0; w < workloads.length; w++) {
            profiles[w] = (byte) reader.read(workloads[w], addresses[w]).code();
        }
        managed = select(Workload::managed);
        unmanaged = select(workload -> !workload.managed());
        idle = select(workload -> workload.managed() && isIdle(workload));
        withoutBackend = select(workload ->
                workload.managed() && !isIdle(workload) && !workload.os().hasBackend());
        eligibleBits = bits(workload ->
                workload.managed() && !isIdle(workload) && workload.os().hasBackend());
        eligible = BitSetUtil.bitmapOf(eligibleBits);
    }

    private static boolean isIdle(Workload workload) {
        return workload.enforcementMode() == EnforcementMode.IDLE;
    }

    private RoaringBitmap select(Predicate<Workload> which) {
        RoaringBitmap selected = BitSetUtil.bitmapOf(bits(which));
        selected.runOptimize();
        return selected;
    }

    private long[] bits(Predicate<Workload> which) {
        long[] bits = new long[(workloads.length + 63) / 64];
        for (int w = 0; w < workloads.length; w++) {
            if (which.test(workloads[w])) {
                bits[w >> 6] |= 1L << w;
            }
        }
        return bits;
    }

    int size() {
        return ids.length;
    }

    List<String> ids() {
        return List.of(ids);
    }

    String id(int workload) {
        return ids[workload];
    }

    Workload workload(int workload) {
        return workloads[workload];
    }

    /** The number of the workload with that id, or a negative number. */
    int find(String id) {
        return Arrays.binarySearch(ids, id, CodePointOrder::compare);
    }

    /** @throws SecureConnectException with {@code UNKNOWN_WORKLOAD} */
    int require(String id) {
        int workload = find(id);
        if (workload < 0) {
            throw new SecureConnectException(
                    ErrorCode.UNKNOWN_WORKLOAD,
                    "the policy has no workload '" + id + "'; add it to the policy's workloads, or correct the id");
        }
        return workload;
    }

    /** Usable addresses, sorted; the array is never to be changed. */
    IpAddress[] addresses(int workload) {
        return addresses[workload];
    }

    /** The code of its {@link EndProfile}. */
    int profile(int workload) {
        return profiles[workload];
    }

    /** The codes of the profiles that eligible workloads have, sorted. */
    int[] eligibleProfiles() {
        return IntStream.range(0, size())
                .filter(this::isEligible)
                .map(this::profile)
                .distinct()
                .sorted()
                .toArray();
    }

    /** The eligible workloads with that profile. */
    RoaringBitmap withProfile(int code) {
        return RoaringBitmap.bitmapOf(IntStream.range(0, size())
                .filter(w -> isEligible(w) && profile(w) == code)
                .toArray());
    }

    LabelIndex labels() {
        return labels;
    }

    RoaringBitmap managed() {
        return managed;
    }

    RoaringBitmap unmanaged() {
        return unmanaged;
    }

    /** Managed and idle. */
    RoaringBitmap idle() {
        return idle;
    }

    /** Managed, not idle, on a system without a backend. */
    RoaringBitmap withoutBackend() {
        return withoutBackend;
    }

    /** Managed, not idle, on a system with a backend. */
    RoaringBitmap eligible() {
        return eligible;
    }

    /** Whether step 5 lets it have pairs at all. */
    boolean isEligible(int workload) {
        return (eligibleBits[workload >> 6] & 1L << workload) != 0;
    }

    /** Sixty-four bits of {@link #isEligible}, from workload 64 * {@code word} on, lowest first. */
    long eligibleWord(int word) {
        return eligibleBits[word];
    }

    private static final class ProfileReader {
        private final Map<AgentVersion, AgentEra> eras = new HashMap<>();
        private final Map<String, Boolean> trusted = new HashMap<>();
        private final DistinguishedNames names = new DistinguishedNames();
        private final Authentication authentication;

        ProfileReader(Authentication authentication) {
            this.authentication = authentication;
        }

        EndProfile read(Workload workload, IpAddress[] addresses) {
            AgentEra era = workload.agentVersion()
                    .map(version -> eras.computeIfAbsent(version, AgentEra::of))
                    .orElse(AgentEra.CURRENT);
            boolean ipv4 = addresses.length > 0 && addresses[0].family() == AddressFamily.IPV4;
            boolean ipv6 = addresses.length > 0 && addresses[addresses.length - 1].family() == AddressFamily.IPV6;
            return new EndProfile(workload.os(), era, isTrusted(workload), ipv4, ipv6);
        }

        private boolean isTrusted(Workload workload) {
            if (!(authentication instanceof Authentication.Certificate demanded)) {
                return true;
            }
            return workload.certificateIssuer()
                    .map(issuer -> trusted.computeIfAbsent(issuer, text -> names.same(text, demanded.issuer())))
                    .orElse(false);
        }
    }
}
