package io.secureconnect.linux.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.linux.netlink.NetlinkError;
import io.secureconnect.linux.netlink.Verdict;
import io.secureconnect.linux.xfrm.UserPolicy;
import io.secureconnect.linux.xfrm.XfrmMessage;
import java.util.Optional;

/**
 * One SPD entry that is to be there. It is added as new, which fails where its selector has an entry already; only if that
 * one is ours is it written over.
 */
final class PolicyWrite {
    /** How often another process may undo it in between before that is called a refusal. */
    private static final int ATTEMPTS = 3;

    private final Policies policies;
    private final XfrmMessage<UserPolicy> wanted;
    private final Direction direction;
    private final Policies.Owner owner;

    private boolean changed;
    private Optional<XfrmMessage<UserPolicy>> previous = Optional.empty();
    private Optional<KernelFault> fault = Optional.empty();

    PolicyWrite(Policies policies, XfrmMessage<UserPolicy> wanted, Direction direction, Policies.Owner owner) {
        this.policies = policies;
        this.wanted = wanted;
        this.direction = direction;
        this.owner = owner;
    }

    XfrmMessage<UserPolicy> wanted() {
        return wanted;
    }

    /** Whether anything was written; known after {@link #settle}. */
    boolean changed() {
        return changed;
    }

    /** Why it could not be done; known after {@link #settle}. */
    Optional<KernelFault> fault() {
        return fault;
    }

    void settle(Verdict first, XfrmKernel kernel) {
        Verdict verdict = first;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (verdict.isAccepted()) {
                changed = true;
                return;
            }
            if (verdict.kind() == Verdict.Kind.REFUSED && !verdict.isRefusedWith(Errno.EEXIST)) {
                fail(verdict.error().orElseThrow());
                return;
            }
            Optional<XfrmMessage<UserPolicy>> installed =
                    kernel.policy(wanted.body().selector(), direction);
            if (installed.isEmpty()) {
                verdict = kernel.execute(wanted);
            } else if (policies.owner(installed.get()) != owner) {
                conflict(installed.get());
                return;
            } else if (Policies.isAsWanted(wanted, installed.get())) {
                changed |= verdict.kind() == Verdict.Kind.UNKNOWN;
                return;
            } else {
                previous = installed;
                verdict = kernel.execute(Policies.update(wanted));
            }
        }
        fail(verdict.error().orElseGet(() -> NetlinkError.of(Errno.ENOBUFS)));
    }

    /** Puts back what was there before {@link #settle}, if anything was written. */
    void undo(XfrmKernel kernel) {
        if (!changed) {
            return;
        }
        Optional<XfrmMessage<UserPolicy>> written =
                kernel.policy(wanted.body().selector(), direction).filter(p -> Policies.isAsWanted(wanted, p));
        if (written.isPresent()) {
            kernel.execute(
                    previous.isPresent()
                            ? Policies.update(previous.get())
                            : Policies.delete(written.get().body()));
        }
        changed = false;
    }

    private void fail(NetlinkError error) {
        fault = Optional.of(KernelFault.of("writing the " + describe() + " policy", error));
    }

    private void conflict(XfrmMessage<UserPolicy> installed) {
        fault = Optional.of(new KernelFault(
                ErrorCode.FOREIGN_CONFLICT,
                "an IPsec policy of another owner has the same selector (" + PolicyText.of(installed)
                        + "); remove it, or take the pair out of the policy that encrypts it"));
    }

    private String describe() {
        return direction == Direction.INBOUND ? "inbound" : "outbound";
    }
}
