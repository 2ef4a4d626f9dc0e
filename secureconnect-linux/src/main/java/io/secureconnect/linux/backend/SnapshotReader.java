package io.secureconnect.linux.backend;

import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.linux.xfrm.UserPolicy;
import io.secureconnect.linux.xfrm.UserState;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.linux.xfrm.XfrmSelector;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.ForeignPolicy;
import io.secureconnect.spi.Protection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a snapshot of two dumps. */
final class SnapshotReader {
    private static final int BOTH = 0b11;
    private static final int BROKEN = 0b100;

    private final OwnedNumbers numbers;
    private final Policies policies;
    private final InstalledSaReader sas;
    private final PathSlots slots;
    private final Map<HostPair, PathEntries> paths = new HashMap<>();
    private final Map<TrafficSelector, Integer> exemptions = new HashMap<>();
    private final BackendSnapshot.Builder snapshot = BackendSnapshot.builder();

    /** @param slots is brought up to date on the way */
    SnapshotReader(OwnedNumbers numbers, InstalledSaReader sas, PathSlots slots) {
        this.numbers = numbers;
        this.policies = new Policies(numbers);
        this.sas = sas;
        this.slots = slots;
    }

    /** The entries of one path seen so far. */
    private record PathEntries(Protection protection, int slot, int directions) {}

    BackendSnapshot read(List<XfrmMessage<UserPolicy>> spd, List<XfrmMessage<UserState>> sad) {
        slots.clear();
        spd.forEach(policy -> Policies.direction(policy.body()).ifPresent(direction -> read(policy, direction)));
        paths.forEach((path, entries) -> {
            if (entries.directions == BOTH) {
                snapshot.putPaths(path, entries.protection);
            } else {
                snapshot.addIncompletePaths(path);
            }
        });
        exemptions.forEach((selector, directions) -> {
            Exemption exemption = new Exemption("exemption of " + selector, selector);
            if (directions == BOTH) {
                snapshot.addExemptions(exemption);
            } else {
                snapshot.addIncompleteExemptions(exemption);
            }
        });
        sad.forEach(state -> sas.read(state).ifPresent(sa -> {
            snapshot.addSas(sa);
            slots.note(sa.id().path(), numbers.slotOfReqid(state.body().reqid()));
        }));
        return snapshot.build();
    }

    private void read(XfrmMessage<UserPolicy> policy, Direction direction) {
        XfrmSelector selector = policy.body().selector();
        switch (policies.owner(policy)) {
            case PATH ->
                Selectors.path(selector, direction)
                        .ifPresentOrElse(path -> note(path, policy, direction), () -> foreign(policy, direction));
            case EXEMPTION ->
                Selectors.traffic(selector, direction)
                        .ifPresentOrElse(traffic -> note(traffic, policy, direction), () -> foreign(policy, direction));
            case OTHERS -> foreign(policy, direction);
        }
    }

    private void note(TrafficSelector exemption, XfrmMessage<UserPolicy> policy, Direction direction) {
        slots.note(exemption, numbers.slotOfIndex(policy.body().index()));
        exemptions.merge(exemption, exempts(policy, direction) ? bit(direction) : BROKEN, (a, b) -> a | b);
    }

    private boolean exempts(XfrmMessage<UserPolicy> policy, Direction direction) {
        return Policies.isAsWanted(policies.exemption(policy.body().selector(), 0, direction), policy);
    }

    private void note(HostPair path, XfrmMessage<UserPolicy> policy, Direction direction) {
        Protection protection = Policies.protection(policy.body());
        int slot = policies.slot(policy);
        slots.note(path, slot);
        boolean whole = Policies.isAsWanted(policies.protection(path, protection, slot, direction), policy);
        PathEntries other = paths.get(path);
        boolean fits = other == null || (other.slot == slot && other.protection == protection);
        int directions = (other == null ? 0 : other.directions) | (whole && fits ? bit(direction) : BROKEN);
        paths.put(path, new PathEntries(protection, slot, directions));
    }

    private static int bit(Direction direction) {
        return direction == Direction.OUTBOUND ? 0b10 : 0b01;
    }

    private void foreign(XfrmMessage<UserPolicy> policy, Direction direction) {
        int index = policy.body().index();
        if (numbers.isExemptionIndex(index)) {
            slots.takeExemption(numbers.slotOfIndex(index));
        }
        XfrmSelector selector = policy.body().selector();
        Optional<AddressPrefix> source =
                Selectors.prefix(selector.source(), selector.sourcePrefix(), selector.family());
        Optional<AddressPrefix> destination =
                Selectors.prefix(selector.destination(), selector.destinationPrefix(), selector.family());
        if (source.isEmpty() || destination.isEmpty()) {
            return; // IPv4-mapped addresses: no packet of a path of ours matches
        }
        boolean out = direction == Direction.OUTBOUND;
        snapshot.addForeignPolicies(new ForeignPolicy(
                out ? source.get() : destination.get(),
                out ? destination.get() : source.get(),
                direction,
                Integer.compareUnsigned(policy.body().priority(), Policies.PRIORITY_PROTECTION) <= 0,
                Optional.empty(),
                PolicyText.of(policy)));
    }
}
