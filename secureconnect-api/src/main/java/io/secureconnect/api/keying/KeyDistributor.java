package io.secureconnect.api.keying;

import io.secureconnect.api.PublicApi;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The orchestrator's side of controller keying (RFC 9061, IKE-less): makes SPIs and fresh keys for each path and direction
 * and drives every rotation in the three steps of {@link KeyPhase}.
 *
 * <p>It does no I/O: each call returns the instructions that are to be delivered now. Instructions are sealed when the keys
 * are made, so a distributor holds no key in clear afterwards, and {@link #save} writes none. Deliver instructions by any
 * transport, as often as you like; what a host has not answered is returned again by {@link #outstanding}. A host that
 * vanishes in the middle of a rotation loses nothing: the old keys stay until both ends send under the new ones.
 *
 * <p>Not thread-safe.
 */
@PublicApi
public interface KeyDistributor {
    /** Tells the public key of a host; needed before a path of that host can have keys. */
    void enroll(String workload, SealingPublicKey publicKey);

    /**
     * Says which paths shall have keys from now on. New ones get their first generation, those that are gone are forgotten,
     * changed parameters lead to a new generation.
     *
     * @throws io.secureconnect.api.error.SecureConnectException with {@code UNKNOWN_WORKLOAD} if a host is not enrolled;
     *     nothing is changed
     */
    List<SealedInstruction> want(Collection<KeyedPath> paths, Instant now);

    /** Begins a new generation on every path that has none under way. */
    List<SealedInstruction> rotate(Instant now);

    /**
     * Begins a new generation on paths whose keys have reached the soft time limit of their parameters, and on those whose
     * host reported so.
     */
    List<SealedInstruction> tick(Instant now);

    /** Takes a host's word. Reports about older generations, repeats and nonsense change nothing. */
    List<SealedInstruction> on(KeyReport report, Instant now);

    /** What {@code workload} has been told and has not answered. */
    List<SealedInstruction> outstanding(String workload);

    /** Where every path stands, sorted. */
    List<PathKeys> status();

    /** The whole state as JSON, without a key in clear; {@link KeyDistribution#restore} reads it. */
    String save();

    /**
     * Where one path stands.
     *
     * @param path which
     * @param generation the newest, under way or done
     * @param phase the step both ends are asked to take, or took last
     * @param complete whether both ends have taken it and it was the last
     * @param waitingFor ends that have not answered, with the phase they owe
     * @param madeAt when the newest keys were made
     */
    record PathKeys(
            KeyedPath path,
            long generation,
            KeyPhase phase,
            boolean complete,
            Map<String, KeyPhase> waitingFor,
            Instant madeAt) {
        public PathKeys {
            waitingFor = Map.copyOf(waitingFor);
        }
    }
}
