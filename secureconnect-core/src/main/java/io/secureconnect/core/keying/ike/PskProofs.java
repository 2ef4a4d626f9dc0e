package io.secureconnect.core.keying.ike;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.PreSharedKeys;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.auth.PskAuthentication;
import io.secureconnect.core.ike.host.PeerWish;
import io.secureconnect.core.ike.rules.IkeFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pre-shared keys; workloads are named by their ids (ID_KEY_ID). */
final class PskProofs implements Proofs {
    private static final Logger LOG = LoggerFactory.getLogger(PskProofs.class);
    private static final Object NONE = "none";

    record Pair(HostPair path, String peer) {}

    private final PreSharedKeys keys;

    /** One for each peer over all attempts, so that keys are tried in turn; as many as a policy ever named peers. */
    private final Map<Pair, PskAuthentication> byPair = new HashMap<>();

    private final Map<Pair, Object> lastMarks = new HashMap<>();

    PskProofs(PreSharedKeys keys) {
        this.keys = keys;
    }

    @Override
    public Proof of(PeerWish wish) {
        if (held(keys, wish).isEmpty()) {
            return Proof.none(new IkeFault(
                    NegotiationFailure.NO_CREDENTIAL,
                    OptionalInt.empty(),
                    "there is no pre-shared key for '" + wish.local() + "' and '" + wish.peer()
                            + "'; have the orchestrator make one and hand it to this host"));
        }
        return Proof.of(byPair.computeIfAbsent(
                pair(wish),
                pair -> PskAuthentication.of(
                        IkeIdentity.keyId(wish.local()),
                        Optional.of(IkeIdentity.keyId(wish.peer())),
                        () -> held(keys, wish))));
    }

    /** The epoch to begin with: a later one ends what an earlier one has authenticated. A key that is missing ends nothing. */
    @Override
    public Object mark(PeerWish wish) {
        List<PairKey> now = held(keys, wish);
        if (!now.isEmpty()) {
            lastMarks.put(pair(wish), now.get(0).epoch());
        }
        return lastMarks.getOrDefault(pair(wish), NONE);
    }

    /** None if the embedder's source fails: it may be anybody's, and one pair's keys must not stop the others. */
    static List<PairKey> held(PreSharedKeys keys, PeerWish wish) {
        try {
            return keys.of(wish.local(), wish.peer());
        } catch (RuntimeException e) {
            LOG.warn("the pre-shared keys of '{}' and '{}' cannot be had", wish.local(), wish.peer(), e);
            return List.of();
        }
    }

    static Pair pair(PeerWish wish) {
        return new Pair(wish.path(), wish.peer());
    }
}
