package io.secureconnect.linux.backend;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.linux.netlink.NetlinkError;
import io.secureconnect.linux.netlink.NetlinkRequest;
import io.secureconnect.linux.netlink.Verdict;
import io.secureconnect.linux.xfrm.UserPolicy;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.linux.xfrm.XfrmSelector;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.ChangeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Unprotects a path or removes an exemption: deletes the SPD entries with its selectors that are ours. */
final class DeletePoliciesTask implements ChangeTask {
    private final BackendChange change;
    private final Object subject;
    private final Policies policies;
    private final Policies.Owner owner;
    private final List<Entry> entries = new ArrayList<>(2);
    private final List<XfrmMessage<UserPolicy>> found = new ArrayList<>(2);
    private final Runnable released;

    /** Where an entry stands. */
    private record Entry(XfrmSelector selector, Direction direction) {}

    private DeletePoliciesTask(
            BackendChange change, Object subject, Policies policies, Policies.Owner owner, Runnable released) {
        this.change = change;
        this.subject = subject;
        this.policies = policies;
        this.owner = owner;
        this.released = released;
    }

    static DeletePoliciesTask unprotect(BackendChange.Unprotect change, Policies policies, PathSlots slots) {
        DeletePoliciesTask task = new DeletePoliciesTask(
                change, change.target(), policies, Policies.Owner.PATH, () -> slots.release(change.target()));
        Directions.OUTBOUND_FIRST.forEach(
                direction -> task.entries.add(new Entry(Selectors.of(change.target(), direction), direction)));
        return task;
    }

    static DeletePoliciesTask unexempt(BackendChange.RemoveExemption change, Policies policies, PathSlots slots) {
        DeletePoliciesTask task = new DeletePoliciesTask(
                change,
                change.exemption(),
                policies,
                Policies.Owner.EXEMPTION,
                () -> slots.release(change.exemption().selector()));
        Directions.OUTBOUND_FIRST.forEach(
                direction -> Selectors.of(change.exemption().selector(), direction)
                        .ifPresent(selector -> task.entries.add(new Entry(selector, direction))));
        return task;
    }

    @Override
    public Object subject() {
        return subject;
    }

    @Override
    public List<? extends NetlinkRequest> prepare(XfrmKernel kernel) {
        for (Entry entry : entries) {
            installed(entry, kernel).ifPresent(found::add);
        }
        return found.stream().map(policy -> Policies.delete(policy.body())).toList();
    }

    private Optional<XfrmMessage<UserPolicy>> installed(Entry entry, XfrmKernel kernel) {
        return kernel.policy(entry.selector(), entry.direction()).filter(p -> policies.owner(p) == owner);
    }

    @Override
    public ChangeResult settle(List<Verdict> verdicts, XfrmKernel kernel) {
        boolean changed = false;
        for (int i = 0; i < verdicts.size(); i++) {
            Verdict verdict = verdicts.get(i);
            if (verdict.kind() == Verdict.Kind.UNKNOWN) {
                verdict = kernel.execute(Policies.delete(found.get(i).body()));
                changed |= verdict.isRefusedWith(Errno.ENOENT);
            }
            changed |= verdict.isAccepted();
            if (!verdict.isAccepted() && !verdict.isRefusedWith(Errno.ENOENT)) {
                NetlinkError error = verdict.error().orElseGet(() -> NetlinkError.of(Errno.ENOBUFS));
                return KernelFault.of("deleting the policy " + PolicyText.of(found.get(i)), error)
                        .failed(change);
            }
        }
        released.run();
        return changed ? ChangeResult.applied(change) : ChangeResult.unchanged(change);
    }
}
