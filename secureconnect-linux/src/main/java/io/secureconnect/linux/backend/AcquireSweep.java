package io.secureconnect.linux.backend;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.linux.netlink.Reply;
import io.secureconnect.linux.xfrm.UserState;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.ChangeResult;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the larval SAs that packets without an SA left behind on paths that are protected no more. The kernel keeps
 * them for minutes ({@code net.core.xfrm_acq_expires}) and deletes by SPI only, which they do not have: each is given one
 * first.
 */
final class AcquireSweep {
    private static final Logger LOG = LoggerFactory.getLogger(AcquireSweep.class);

    private final XfrmKernel kernel;
    private final States states;

    AcquireSweep(XfrmKernel kernel, OwnedNumbers numbers) {
        this.kernel = kernel;
        this.states = new States(numbers);
    }

    /** Sweeps behind the paths that {@code results} say were unprotected; nothing if there are none. */
    void after(List<ChangeResult> results) {
        Set<HostPair> gone = results.stream()
                .filter(r -> r.change().kind() == BackendChange.Kind.UNPROTECT && !r.isFailed())
                .flatMap(r -> r.change().path().stream())
                .collect(Collectors.toSet());
        if (gone.isEmpty()) {
            return;
        }
        try {
            sweep(gone);
        } catch (SecureConnectException e) { // the changes are done, and these SAs end by themselves
            LOG.warn("larval SAs of {} unprotected path(s) were left to run out: {}", gone.size(), e.getMessage());
        }
    }

    private void sweep(Set<HostPair> gone) {
        kernel.states().stream()
                .map(XfrmMessage::body)
                .filter(state -> state.id().spi() == 0 && states.isPathState(state))
                .filter(state -> Selectors.path(
                                state.source(),
                                state.id().destination(),
                                state.family(),
                                OwnedNumbers.directionOfReqid(state.reqid()))
                        .filter(gone::contains)
                        .isPresent())
                .forEach(this::remove);
    }

    private void remove(UserState acquire) {
        Reply<XfrmMessage<UserState>> named = kernel.allocateSpi(States.name(acquire));
        named.value().ifPresent(state -> kernel.execute(States.delete(state.body())));
    }
}
