package io.secureconnect.core.ike.v1.auth;

import io.secureconnect.api.auth.PairKey;
import java.util.List;
import java.util.function.Supplier;

/**
 * Proofs by pre-shared keys with one peer (RFC 2409 §5.4), asked for once in each main mode. During a change of epoch each end
 * may hold two. A responder tries all on message 5. An initiator begins with the first; the main mode after one that did not
 * end in a proof of the peer takes the next one, in turn. Not thread-safe.
 */
public final class PskPhaseOne implements PhaseOneAuthentication.Factory {
    private final Supplier<List<PairKey>> keys;
    private int turn;

    private PskPhaseOne(Supplier<List<PairKey>> keys) {
        this.keys = keys;
    }

    /** @param keys the best one first; lent */
    public static PskPhaseOne of(Supplier<List<PairKey>> keys) {
        return new PskPhaseOne(keys);
    }

    @Override
    public PhaseOneAuthentication begin(boolean initiator) {
        return new PskProofs(this, initiator);
    }

    List<PairKey> keys() {
        return keys.get();
    }

    /** With which of {@code held} keys an initiator begins. Until {@link #succeeded}, the next main mode takes the next. */
    int takeTurn(int held) {
        int index = turn % held;
        turn = index + 1;
        return index;
    }

    void succeeded() {
        turn = 0;
    }
}
