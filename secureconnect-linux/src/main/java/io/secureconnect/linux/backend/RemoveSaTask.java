package io.secureconnect.linux.backend;

import io.secureconnect.api.sa.SaId;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.linux.netlink.NetlinkError;
import io.secureconnect.linux.netlink.NetlinkRequest;
import io.secureconnect.linux.netlink.Verdict;
import io.secureconnect.linux.xfrm.UserState;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.ChangeResult;
import java.util.List;
import java.util.Optional;

/** Removes an SA of ours, larval or not; one of others with the same SPI stays. */
final class RemoveSaTask implements ChangeTask {
    private final BackendChange.RemoveSa change;
    private final States states;

    RemoveSaTask(BackendChange.RemoveSa change, States states) {
        this.change = change;
        this.states = states;
    }

    @Override
    public Object subject() {
        return id();
    }

    private SaId id() {
        return change.id();
    }

    @Override
    public List<? extends NetlinkRequest> prepare(XfrmKernel kernel) {
        return isThere(kernel) ? List.of(States.delete(id())) : List.of();
    }

    private boolean isThere(XfrmKernel kernel) {
        Optional<XfrmMessage<UserState>> found = kernel.state(id());
        return found.flatMap(state -> states.id(state.body())).equals(Optional.of(id()));
    }

    @Override
    public ChangeResult settle(List<Verdict> verdicts, XfrmKernel kernel) {
        if (verdicts.isEmpty() || verdicts.get(0).isRefusedWith(Errno.ESRCH)) {
            return ChangeResult.unchanged(change);
        }
        Verdict verdict = verdicts.get(0);
        if (verdict.kind() == Verdict.Kind.UNKNOWN) {
            verdict = isThere(kernel) ? kernel.execute(States.delete(id())) : Verdict.ACCEPTED;
        }
        return verdict.isAccepted()
                ? ChangeResult.applied(change)
                : KernelFault.of("removing " + id(), verdict.error().orElseGet(() -> NetlinkError.of(Errno.ENOBUFS)))
                        .failed(change);
    }
}
