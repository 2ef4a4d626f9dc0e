package io.secureconnect.core.ike.auth;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.sa.IkeIdentity;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Authentication by a secret that both ends hold (RFC 7296 §2.15), while an epoch of keys may give way to the next. Keep one
 * for each peer, over all attempts: it remembers under which key the last attempt came to nothing.
 *
 * <p>A responder takes every key it holds and answers under the one that the initiator used. An initiator begins with the
 * first; the attempt after one that did not end in a proof of the peer takes the next one, in turn. Not thread-safe.
 */
public final class PskAuthentication implements Authenticator.Factory {
    private final IkeIdentity local;
    private final Optional<IkeIdentity> expectedPeer;
    private final Supplier<List<PairKey>> keys;
    private int turn;

    private PskAuthentication(IkeIdentity local, Optional<IkeIdentity> expectedPeer, Supplier<List<PairKey>> keys) {
        this.local = local;
        this.expectedPeer = expectedPeer;
        this.keys = keys;
    }

    /** With keys that stay; the best one first. */
    public static PskAuthentication of(IkeIdentity local, IkeIdentity expectedPeer, List<PairKey> keys) {
        List<PairKey> held = List.copyOf(keys);
        return of(local, Optional.of(expectedPeer), () -> held);
    }

    /**
     * With keys that are asked for once in each negotiation, when they are first needed.
     *
     * @param expectedPeer empty if whoever has the key is welcome
     */
    public static PskAuthentication of(
            IkeIdentity local, Optional<IkeIdentity> expectedPeer, Supplier<List<PairKey>> keys) {
        return new PskAuthentication(local, expectedPeer, keys);
    }

    @Override
    public Authenticator begin(boolean initiator) {
        return new PskAuthenticator(this, initiator);
    }

    IkeIdentity local() {
        return local;
    }

    Optional<IkeIdentity> expectedPeer() {
        return expectedPeer;
    }

    List<PairKey> keys() {
        return keys.get();
    }

    /** Which of {@code held} keys an initiator proves itself with. Until {@link #succeeded}, the next attempt takes the next. */
    int takeTurn(int held) {
        int index = turn % held;
        turn = index + 1;
        return index;
    }

    void succeeded() {
        turn = 0;
    }
}
