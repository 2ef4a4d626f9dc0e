package io.secureconnect.core.keying;

import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What fills the protected paths of a host with SAs. Sans-IO: it is driven by the event loop alone and answers with effects,
 * which the loop carries out in their order. It never throws for what a peer, a distributor or a kernel did.
 *
 * <p>The loop owes an outcome for every {@link KeyingEffect.Change}, also if the backend threw (then {@link
 * ChangeResult#failed}), and owes them in the order of the changes; the key of an SA is wiped when its outcome comes.
 */
public interface Keying {
    /**
     * Says what policy wants and what the kernel holds: at start, after every policy change and every fresh dump.
     *
     * @param wanted every path that policy wants encrypted by this keying and that is protected already
     * @param installed a snapshot taken after all changes handed out before were done
     */
    List<KeyingEffect> synchronize(KeyDemand wanted, BackendSnapshot installed, Instant now);

    /** Something the kernel told. */
    List<KeyingEffect> on(BackendEvent event, Instant now);

    /** The outcomes of the changes handed out before, in their order; one call may bring a part of them. */
    List<KeyingEffect> on(List<ChangeResult> results, Instant now);

    /** A datagram of IKE came in. */
    default List<KeyingEffect> on(Datagram datagram, Instant now) {
        return List.of();
    }

    /** Does what is due; does nothing before {@link #wakeAt}. */
    default List<KeyingEffect> wake(Instant now) {
        return List.of();
    }

    /** When something is due by itself; empty if nothing is. */
    default Optional<Instant> wakeAt() {
        return Optional.empty();
    }

    /** From now on, or no longer, is nothing new begun; what stands is kept alive. */
    default void suspended(boolean suspended) {}

    /** How the agreement with the peer of {@code path} stands; empty if nobody negotiates there. */
    default Optional<PathNegotiation> negotiation(HostPair path) {
        return Optional.empty();
    }

    /** The UDP ports that peers expect this host on, by policy or by what stands from before; empty if it needs none. */
    default Set<IkePorts> portsInUse() {
        return Set.of();
    }

    /** Numbers of what came to nothing, by stable names; those that are 0 may be missing. */
    default Map<String, Long> counters() {
        return Map.of();
    }

    /**
     * Ends it; nothing is asked of it any more, and its secrets are wiped.
     *
     * @param farewell whether its SAs go, and peers are told so
     */
    default List<KeyingEffect> end(boolean farewell, Instant now) {
        return List.of();
    }
}
