package io.secureconnect.api.keying;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.auth.OrganizationKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.plan.HostPlan;
import java.util.Collection;
import java.util.List;

/**
 * The pre-shared keys of an organization, at its orchestrator: derives the key of each pair of hosts for each epoch, and
 * leads from one epoch to the next.
 *
 * <p>A key of a pair is HKDF-SHA256 (RFC 5869) of the organization's key over the organization, the epoch and the two
 * workload ids, so it tells nothing about any other. A host gets the keys of its own pairs only.
 *
 * <p>An epoch changes in three steps; after each one hand out every host's keys anew, and go on when all have them:
 *
 * <ol>
 *   <li>{@link #acceptNext()}: hosts take keys of the next epoch, too, and begin with the old ones;
 *   <li>{@link #beginWithNext()}: hosts begin with the next, and take the old ones;
 *   <li>{@link #retirePrevious()}: the old ones are gone.
 * </ol>
 *
 * <p>A host that is a step behind still meets all others. Thread-safe.
 */
@PublicApi
public interface OrganizationKeys extends AutoCloseable {
    String organization();

    /** The epochs in use: first the one that hosts begin with; one, or two while they change. */
    List<Integer> epochs();

    /**
     * Adds the next epoch, derived from the same organization key.
     *
     * @return its number
     * @throws IllegalStateException if an epoch changes already
     */
    int acceptNext();

    /**
     * Adds the next epoch, derived from another organization key, which is copied: what to do when the old one may be known.
     *
     * @return its number
     * @throws IllegalStateException if an epoch changes already
     */
    int acceptNext(OrganizationKey fresh);

    /**
     * Lets hosts begin with the epoch that was added.
     *
     * @throws IllegalStateException if none was, or they do already
     */
    void beginWithNext();

    /**
     * Drops the epoch that hosts no longer begin with.
     *
     * @throws IllegalStateException if they still begin with the older one, or there is but one
     */
    void retirePrevious();

    /** The key file of a host, for all peers with which its plan has IKE with pre-shared keys; the caller wipes it. */
    SecretBytes hostKeys(HostPlan plan);

    /** The key file of a host for some peers; the caller wipes it. */
    SecretBytes hostKeys(String workload, Collection<String> peers);

    /** All of this, the organization keys among it, in the clear; the caller wipes it. {@link PairKeyDistribution#restore} reads it. */
    SecretBytes save();

    /** Wipes the keys. */
    @Override
    void close();
}
