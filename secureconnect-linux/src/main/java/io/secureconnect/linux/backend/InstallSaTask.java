package io.secureconnect.linux.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.linux.netlink.NetlinkError;
import io.secureconnect.linux.netlink.NetlinkRequest;
import io.secureconnect.linux.netlink.Verdict;
import io.secureconnect.linux.udp.EncapsulationSockets;
import io.secureconnect.linux.xfrm.UserState;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.ChangeResult;
import java.util.List;
import java.util.Optional;

/**
 * Installs an SA. A larval one of the same name is completed; one with a key is left as it is; one of others is an error.
 *
 * <p>If its packets come in UDP, the port is opened first; if it cannot be, the SA is not installed.
 *
 * <p>If the answer was lost and the SA is not there, its key is spent all the same: the kernel may have had it for a
 * moment.
 */
final class InstallSaTask implements ChangeTask {
    private final BackendChange.InstallSa change;
    private final States states;
    private final EncapsulationSockets sockets;
    private final XfrmMessage<UserState> message;

    private Installed before = Installed.NOTHING;

    /** What the kernel has under the SA's name. */
    private enum Installed {
        NOTHING,
        LARVAL,
        OURS,
        OTHERS
    }

    InstallSaTask(BackendChange.InstallSa change, States states, PathSlots slots, EncapsulationSockets sockets) {
        this.change = change;
        this.states = states;
        this.sockets = sockets;
        this.message = states.install(change.sa(), slots.of(change.sa().id().path()));
    }

    @Override
    public Object subject() {
        return id();
    }

    private SaId id() {
        return change.sa().id();
    }

    @Override
    public List<? extends NetlinkRequest> prepare(XfrmKernel kernel) {
        before = installed(kernel);
        if (before != Installed.OTHERS) {
            States.receivesAt(message).ifPresent(sockets::require);
        }
        return switch (before) {
            case NOTHING -> List.of(message);
            case LARVAL -> List.of(States.complete(message));
            case OURS, OTHERS -> List.of();
        };
    }

    private Installed installed(XfrmKernel kernel) {
        Optional<XfrmMessage<UserState>> found = kernel.state(id());
        if (found.isEmpty()) {
            return Installed.NOTHING;
        }
        UserState state = found.get().body();
        if (!states.id(state).equals(Optional.of(id()))
                || state.reqid() != message.body().reqid()) {
            return Installed.OTHERS;
        }
        return States.isLarval(found.get()) ? Installed.LARVAL : Installed.OURS;
    }

    @Override
    public ChangeResult settle(List<Verdict> verdicts, XfrmKernel kernel) {
        if (before == Installed.OURS) {
            return ChangeResult.unchanged(change);
        }
        if (before == Installed.OTHERS) {
            return taken();
        }
        Verdict verdict = verdicts.get(0);
        if (before == Installed.LARVAL && verdict.isRefusedWith(Errno.ESRCH)) {
            verdict = kernel.execute(message); // the reservation ran out in between, its key was not taken
        } else if (before == Installed.NOTHING && verdict.isRefusedWith(Errno.EEXIST)) {
            return installed(kernel) == Installed.OURS ? ChangeResult.unchanged(change) : taken();
        }
        return switch (verdict.kind()) {
            case ACCEPTED -> ChangeResult.applied(change);
            case UNKNOWN -> installed(kernel) == Installed.OURS ? ChangeResult.applied(change) : lost();
            case REFUSED -> refused(verdict.error().orElseThrow());
        };
    }

    private ChangeResult taken() {
        return ChangeResult.failed(
                change,
                ErrorCode.SPI_IN_USE,
                "SPI " + id().spi() + " towards " + id().path().destination(id().direction())
                        + " belongs to another SA; make the child anew with another SPI");
    }

    private ChangeResult lost() {
        return ChangeResult.failed(
                change,
                ErrorCode.KERNEL_PROTOCOL,
                "the kernel's answer about " + id()
                        + " was lost and the SA is not there; make the child anew with fresh keys");
    }

    private ChangeResult refused(NetlinkError error) {
        KernelFault fault = KernelFault.of(
                "installing " + id() + " with " + change.sa().parameters().proposal(), error);
        return fault.code() == ErrorCode.ALGORITHM_UNAVAILABLE
                ? ChangeResult.failed(
                        change,
                        fault.code(),
                        fault.message() + " (modules: "
                                + KernelAlgorithms.modules(
                                        change.sa().parameters().proposal()) + ")")
                : fault.failed(change);
    }
}
