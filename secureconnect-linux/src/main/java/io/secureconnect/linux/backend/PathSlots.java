package io.secureconnect.linux.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.TrafficSelector;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which slot each path and each exemption has: the one that the kernel's objects name, else the lowest free. A memory of
 * the kernel, read again with every dump; nothing is lost with it.
 */
final class PathSlots {
    private final Table<HostPair> paths = new Table<>("paths");
    private final Table<TrafficSelector> exemptions = new Table<>("exemptions");

    /** Forgets all; what the kernel has follows. */
    void clear() {
        paths.clear();
        exemptions.clear();
    }

    /** An object of {@code path} names {@code slot}. */
    void note(HostPair path, int slot) {
        paths.note(path, slot);
    }

    /** An object of an exemption names {@code slot}. */
    void note(TrafficSelector exemption, int slot) {
        exemptions.note(exemption, slot);
    }

    /** An object of others has the index of this exemption: somebody wrote over an entry of ours. */
    void takeExemption(int slot) {
        exemptions.taken.set(slot);
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
