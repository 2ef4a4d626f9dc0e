package io.secureconnect.core.keying;

import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
     * @param wanted every path that policy wants encrypted by this keying, as this host sees it, and how; the paths are
     *     protected already
     * @param installed a snapshot taken after all changes handed out before were done
     */
    List<KeyingEffect> synchronize(Map<HostPair, EspParameters> wanted, BackendSnapshot installed, Instant now);

    /** Something the kernel told. */
    List<KeyingEffect> on(BackendEvent event, Instant now);

    /** The outcomes of the changes handed out before, in their order; one call may bring a part of them. */
    List<KeyingEffect> on(List<ChangeResult> results, Instant now);
}
