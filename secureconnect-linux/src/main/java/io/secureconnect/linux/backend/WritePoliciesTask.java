package io.secureconnect.linux.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.linux.netlink.NetlinkRequest;
import io.secureconnect.linux.netlink.Verdict;
import io.secureconnect.linux.xfrm.UserPolicy;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.linux.xfrm.XfrmSelector;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Exemption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Protects a path or adds an exemption: one SPD entry each way. If one is refused, the other is undone.
 *
 * <p>There is no entry for forwarding: a path is between two hosts, of which this is one; what it forwards for others is
 * not its own traffic.
 */
final class WritePoliciesTask implements ChangeTask {
    private final BackendChange change;
    private final Object subject;
    private final Policies policies;
    private final List<PolicyWrite> writes;
    private final Optional<KernelFault> impossible;

    private WritePoliciesTask(
            BackendChange change,
            Object subject,
            Policies policies,
            List<PolicyWrite> writes,
            Optional<KernelFault> impossible) {
        this.change = change;
        this.subject = subject;
        this.policies = policies;
        this.writes = writes;
        this.impossible = impossible;
    }

    static WritePoliciesTask protect(BackendChange.Protect change, Policies policies, PathSlots slots) {
        HostPair path = change.target();
        int slot = slots.of(path);
        List<PolicyWrite> writes = new ArrayList<>(2);
        for (Direction direction : Directions.OUTBOUND_FIRST) {
            writes.add(new PolicyWrite(
                    policies,
                    policies.protection(path, change.protection(), slot, direction),
                    direction,
                    Policies.Owner.PATH));
        }
        return new WritePoliciesTask(change, path, policies, writes, Optional.empty());
    }

    static WritePoliciesTask exempt(BackendChange.AddExemption change, Policies policies, PathSlots slots) {
        Exemption exemption = change.exemption();
        List<PolicyWrite> writes = new ArrayList<>(2);
        for (Direction direction : Directions.OUTBOUND_FIRST) {
            Optional<XfrmSelector> selector = Selectors.of(exemption.selector(), direction);
            if (selector.isEmpty()) {
                return new WritePoliciesTask(change, exemption, policies, List.of(), Optional.of(ports(exemption)));
            }
            int slot = slots.of(exemption.selector());
            writes.add(new PolicyWrite(
                    policies,
                    policies.exemption(selector.get(), slot, direction),
                    direction,
                    Policies.Owner.EXEMPTION));
        }
        return new WritePoliciesTask(change, exemption, policies, writes, Optional.empty());
    }

    private static KernelFault ports(Exemption exemption) {
        return new KernelFault(
                ErrorCode.CAPABILITY_MISSING,
                "exemption '" + exemption.name() + "': Linux selects ports by mask; write one port, all ports, or"
                        + " exemptions for blocks of 2^n ports that begin at a multiple of their size");
    }

    @Override
    public Object subject() {
        return subject;
    }

    @Override
    public List<? extends NetlinkRequest> prepare(XfrmKernel kernel) {
        List<NetlinkRequest> requests = new ArrayList<>(writes.size());
        writes.forEach(write -> requests.add(write.wanted()));
        return requests;
    }

    @Override
    public ChangeResult settle(List<Verdict> verdicts, XfrmKernel kernel) {
        if (impossible.isPresent()) {
            return impossible.get().failed(change);
        }
        boolean changed = false;
        Optional<KernelFault> fault = Optional.empty();
        for (int i = 0; i < writes.size(); i++) {
            PolicyWrite write = writes.get(i);
            write.settle(verdicts.get(i), kernel);
            changed |= write.changed();
            fault = fault.or(write::fault);
        }
        if (change.kind() == BackendChange.Kind.ADD_EXEMPTION) {
            Optional<KernelFault> unowned = disown(kernel);
            if (unowned.isPresent()) {
                return unowned.get().failed(change);
            }
        }
        if (fault.isPresent()) {
            writes.forEach(write -> write.undo(kernel));
            return fault.get().failed(change);
        }
        return changed ? ChangeResult.applied(change) : ChangeResult.unchanged(change);
    }

    /**
     * An exemption is ours by its index alone, and the kernel silently takes another one if that is taken: such an entry is
     * deleted at once, before nobody knows any more whose it is.
     */
    private Optional<KernelFault> disown(XfrmKernel kernel) {
        Optional<KernelFault> fault = Optional.empty();
        for (PolicyWrite write : writes) {
            if (!write.changed()) {
                continue;
            }
            UserPolicy wanted = write.wanted().body();
            Optional<XfrmMessage<UserPolicy>> installed =
                    kernel.policy(wanted.selector(), Policies.direction(wanted).orElseThrow());
            if (installed.isPresent()
                    && policies.owner(installed.get()) == Policies.Owner.OTHERS
                    && Policies.isAsWanted(write.wanted(), installed.get())) {
                kernel.execute(Policies.delete(installed.get().body()));
                fault = Optional.of(new KernelFault(
                        ErrorCode.KERNEL_REFUSED,
                        String.format(
                                Locale.ROOT,
                                "the kernel did not give policy index 0x%08x to an exemption, so that it could not be"
                                        + " told from those of others; ask again after a snapshot",
                                wanted.index())));
            }
        }
        return fault;
    }
}
