package io.secureconnect.linux.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.linux.xfrm.UserPolicy;
import io.secureconnect.linux.xfrm.UserState;
import io.secureconnect.linux.xfrm.XfrmMessage;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which slot each path and each exemption has: the one that the kernel's objects name, else the lowest free. A memory of
 * the kernel, read again with every dump; nothing is lost with it.
 */
final class PathSlots {
    private final OwnedNumbers numbers;
    private final Policies policies;
    private final States states;
    private final Table<HostPair> paths = new Table<>("paths");
    private final Table<TrafficSelector> exemptions = new Table<>("exemptions");

    PathSlots(OwnedNumbers numbers) {
        this.numbers = numbers;
        this.policies = new Policies(numbers);
        this.states = new States(numbers);
    }

    /** Forgets all and takes what the kernel has. */
    void read(List<XfrmMessage<UserPolicy>> spd, List<XfrmMessage<UserState>> sad) {
        paths.clear();
        exemptions.clear();
        spd.forEach(this::read);
        sad.forEach(state -> states.id(state.body())
                .ifPresent(id ->
                        paths.note(id.path(), numbers.slotOfReqid(state.body().reqid()))));
    }

    private void read(XfrmMessage<UserPolicy> policy) {
        int index = policy.body().index();
        Policies.direction(policy.body()).ifPresent(direction -> {
            switch (policies.owner(policy)) {
                case PATH ->
                    Selectors.path(policy.body().selector(), direction)
                            .ifPresent(path -> paths.note(path, policies.slot(policy)));
                case EXEMPTION ->
                    Selectors.traffic(policy.body().selector(), direction)
                            .ifPresent(selector -> exemptions.note(selector, numbers.slotOfIndex(index)));
                case OTHERS -> {
                    if (numbers.isExemptionIndex(index)) {
                        exemptions.taken.set(numbers.slotOfIndex(index)); // somebody wrote over an entry of ours
                    }
                }
            }
        });
    }

    int of(HostPair path) {
        return paths.slot(path);
    }

    int of(TrafficSelector exemption) {
        return exemptions.slot(exemption);
    }

    void release(HostPair path) {
        paths.release(path);
    }

    void release(TrafficSelector exemption) {
        exemptions.release(exemption);
    }

    private static final class Table<K> {
        private final String what;
        private final Map<K, Integer> slots = new HashMap<>();
        private final BitSet taken = new BitSet();
        private int lowestFree;

        Table(String what) {
            this.what = what;
        }

        void clear() {
            slots.clear();
            taken.clear();
            lowestFree = 0;
        }

        /** The first to claim a slot has it; both directions of one key claim the same. */
        void note(K key, int slot) {
            if (!taken.get(slot)) {
                slots.putIfAbsent(key, slot);
            }
            taken.set(slot);
        }

        int slot(K key) {
            return slots.computeIfAbsent(key, k -> {
                lowestFree = taken.nextClearBit(lowestFree);
                if (lowestFree >= OwnedNumbers.SLOTS) {
                    throw new SecureConnectException(
                            ErrorCode.KERNEL_REFUSED,
                            "all " + OwnedNumbers.SLOTS + " slots for " + what + " are taken; remove some");
                }
                taken.set(lowestFree);
                return lowestFree;
            });
        }

        void release(K key) {
            Integer slot = slots.remove(key);
            if (slot != null) {
                taken.clear(slot);
                lowestFree = Math.min(lowestFree, slot);
            }
        }
    }
}
