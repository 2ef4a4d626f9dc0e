package io.secureconnect.linux.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.linux.netlink.NetlinkRequest;
import io.secureconnect.linux.netlink.Verdict;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.ChangeResult;
import java.util.List;

/** Native keying: the Linux kernel has no IKE of its own, and the SDK drives no daemon beside it. */
final class NoDaemonTask implements ChangeTask {
    private final BackendChange change;

    NoDaemonTask(BackendChange change) {
        this.change = change;
    }

    @Override
    public Object subject() {
        return change;
    }

    @Override
    public List<? extends NetlinkRequest> prepare(XfrmKernel kernel) {
        return List.of();
    }

    @Override
    public ChangeResult settle(List<Verdict> verdicts, XfrmKernel kernel) {
        return change.kind() == BackendChange.Kind.NEGOTIATE
                ? ChangeResult.failed(
                        change,
                        ErrorCode.CAPABILITY_MISSING,
                        "the Linux kernel has no IKE of its own; set the keying to ike or controller")
                : ChangeResult.unchanged(change);
    }
}
