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

/** Pre-shared keys; workloads are named by their ids (ID_KEY_ID). */
final class PskProofs implements Proofs {
    private record Pair(HostPair path, String peer) {}

    private final PreSharedKeys keys;

    /** One for each peer over all attempts, so that keys are tried in turn; as many as a policy ever named peers. */
    private final Map<Pair, PskAuthentication> byPair = new HashMap<>();

    PskProofs(PreSharedKeys keys) {
        this.keys = keys;
    }

    @Override
    public Proof of(PeerWish wish) {
        if (keys.of(wish.local(), wish.peer()).isEmpty()) {
            return Proof.none(new IkeFault(
                    NegotiationFailure.NO_CREDENTIAL,
                    OptionalInt.empty(),
                    "there is no pre-shared key for '" + wish.local() + "' and '" + wish.peer()
                            + "'; have the orchestrator make one and hand it to this host"));
        }
        return Proof.of(byPair.computeIfAbsent(
                new Pair(wish.path(), wish.peer()),
                pair -> PskAuthentication.of(
                        IkeIdentity.keyId(wish.local()),
                        Optional.of(IkeIdentity.keyId(wish.peer())),
                        () -> keys.of(wish.local(), wish.peer()))));
    }

    /** The epoch to begin with: a later one ends what an earlier one has authenticated. */
    @Override
    public Object mark(PeerWish wish) {
        List<PairKey> held = keys.of(wish.local(), wish.peer());
        return held.isEmpty() ? "none" : held.get(0).epoch();
    }
}
