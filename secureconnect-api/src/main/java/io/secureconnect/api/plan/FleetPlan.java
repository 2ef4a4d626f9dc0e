package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.policy.SaPolicy;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a policy means for a whole fleet.
 *
 * <p>It holds the policy in compiled form, not the pairs: a fleet of 100,000 workloads may have millions of them.
 * {@link #host} computes one host's plan without the others; {@link #associations} makes all of them one after the
 * other. Immutable and thread-safe. The same document gives the same answers whatever the order of its lists.
 */
@PublicApi
public interface FleetPlan {
    /** The version of the document it was resolved from. */
    long policyVersion();

    SaPolicy saPolicy();

    /** Ids of all workloads of the document, sorted. */
    List<String> workloads();

    /** Every association once, sorted by (a, b), made while the stream is read. */
    Stream<PeerAssociation> associations();

    /**
     * What one host has to do.
     *
     * @throws io.secureconnect.api.error.SecureConnectException with {@code UNKNOWN_WORKLOAD} if the document has no
     *     such workload
     */
    HostPlan host(String workload);

    /**
     * Why two workloads are, or are not, encrypted.
     *
     * @throws io.secureconnect.api.error.SecureConnectException with {@code UNKNOWN_WORKLOAD}
     */
    Explanation explain(String one, String other);

    /** All remarks, sorted. */
    List<Diagnostic> diagnostics();
}
