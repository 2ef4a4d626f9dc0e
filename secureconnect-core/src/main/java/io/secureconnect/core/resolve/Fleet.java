package io.secureconnect.core.resolve;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.policy.CodePointOrder;
import io.secureconnect.api.policy.EnforcementMode;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/** The workloads of a document, numbered in the order of their ids, and what the resolver asks of them. */
final class Fleet {
    private static final int MANAGED = 0;
    private static final int UNMANAGED = 1;
    private static final int IDLE = 2;
    private static final int WITHOUT_BACKEND = 3;
    private static final int ELIGIBLE = 4;
    private static final int CLASSES = 5;

    private final Workload[] workloads;
    private final Host[] hosts;
    private final IdTable numbers;
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
        EndProfile.Reader profiles =
                new EndProfile.Reader(document.organization().authentication());
        hosts = Arrays.stream(workloads)
                .map(workload -> Host.of(workload, profiles))
                .toArray(Host[]::new);
        numbers = new IdTable(hosts);
        labels = new LabelIndex(workloads);
        long[][] bits = classify();
        managed = bitmap(bits[MANAGED]);
        unmanaged = bitmap(bits[UNMANAGED]);
        idle = bitmap(bits[IDLE]);
        withoutBackend = bitmap(bits[WITHOUT_BACKEND]);
        eligible = bitmap(bits[ELIGIBLE]);
        eligibleBits = bits[ELIGIBLE];
    }

    private long[][] classify() {
        long[][] bits = new long[CLASSES][(workloads.length + 63) / 64];
        for (int w = 0; w < workloads.length; w++) {
            Workload workload = workloads[w];
            bits[workload.managed() ? MANAGED : UNMANAGED][w >> 6] |= 1L << w;
            if (workload.managed()) {
                boolean isIdle = workload.enforcementMode() == EnforcementMode.IDLE;
                int among = isIdle ? IDLE : workload.os().hasBackend() ? ELIGIBLE : WITHOUT_BACKEND;
                bits[among][w >> 6] |= 1L << w;
            }
        }
        return bits;
    }

    private static RoaringBitmap bitmap(long[] bits) {
        RoaringBitmap bitmap = BitSetUtil.bitmapOf(bits);
        bitmap.runOptimize();
        return bitmap;
    }

    int size() {
        return hosts.length;
    }

    List<String> ids() {
        return Arrays.stream(hosts).map(Host::id).toList();
    }

    String id(int workload) {
        return hosts[workload].id();
    }

    Workload workload(int workload) {
        return workloads[workload];
    }

    /** @throws SecureConnectException with {@code UNKNOWN_WORKLOAD} */
    int require(String id) {
        int workload = numbers.find(id);
        if (workload < 0) {
            throw new SecureConnectException(
                    ErrorCode.UNKNOWN_WORKLOAD,
                    "the policy has no workload '" + id + "'; add it to the policy's workloads, or correct the id");
        }
        return workload;
    }

    Host host(int workload) {
        return hosts[workload];
    }

    /** The code of its {@link EndProfile}. */
    int profile(int workload) {
        return hosts[workload].profile();
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
}
