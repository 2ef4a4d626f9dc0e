package io.secureconnect.core.ike.v1.exchange;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Fragment;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pieces of one message that have come so far, in any order. */
final class Pieces {
    private final int id;
    private final SortedMap<Integer, Bytes> data = new TreeMap<>();
    private int last;
    private int octets;

    Pieces(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    int octets() {
        return octets;
    }

    /** One that contradicts what is there begins the message anew: the peer's own, when it repeats itself, drive out forged ones. */
    void add(Fragment fragment) {
        if (contradicts(fragment)) {
            data.clear();
            last = 0;
            octets = 0;
        }
        if (data.putIfAbsent(fragment.number(), fragment.data()) == null) {
            octets += fragment.data().length();
        }
        if (fragment.last()) {
            last = fragment.number();
        }
    }

    private boolean contradicts(Fragment fragment) {
        boolean otherEnd = last != 0 && (fragment.last() != (fragment.number() == last) || fragment.number() > last);
        boolean beyondEnd = fragment.last() && !data.isEmpty() && data.lastKey() > fragment.number();
        Bytes present = data.getOrDefault(fragment.number(), fragment.data());
        return otherEnd || beyondEnd || !present.equals(fragment.data());
    }

    /** All pieces one after the other; empty while one is missing. */
    Optional<byte[]> whole() {
        if (last == 0 || data.size() < last) {
            return Optional.empty();
        }
        byte[] whole = new byte[octets];
        int at = 0;
        for (Bytes piece : data.values()) {
            piece.copyTo(whole, at);
            at += piece.length();
        }
        return Optional.of(whole);
    }
}
