package io.secureconnect.testkit.fleet;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.PreSharedKeys;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.spi.RandomSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pre-shared keys of every pair of a {@link Fleet}, by epochs. The orchestrator moves on in two steps: {@link #announce} has
 * hosts take the next epoch as well, {@link #change} has them begin with it, {@link #retire} has them take nothing else.
 * Hosts learn of it at their next negotiation, each when it is told.
 */
public final class FleetSecrets {
    private final byte[] root;
    private final Map<String, List<Integer>> epochs = new HashMap<>();

    FleetSecrets(RandomSource random) {
        this.root = random.octets(32);
    }

    /** Host {@code id} takes {@code next} from its peers, and begins with what it began with before. */
    public void announce(String id, int next) {
        epochs.put(id, List.of(first(id), next));
    }

    /** Host {@code id} begins with {@code next}, and takes what it began with before. */
    public void change(String id, int next) {
        epochs.put(id, List.of(next, first(id)));
    }

    /** Host {@code id} has no other epoch than {@code only}. */
    public void retire(String id, int only) {
        epochs.put(id, List.of(only));
    }

    /** What the engine of a host asks. */
    PreSharedKeys of() {
        return (local, peer) -> epochs.getOrDefault(local, List.of(0)).stream()
                .map(epoch -> new PairKey(epoch, secret(Set.of(local, peer), epoch)))
                .toList();
    }

    private int first(String id) {
        return epochs.getOrDefault(id, List.of(0)).get(0);
    }

    private SecretBytes secret(Set<String> pair, int epoch) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(root);
            digest.update((byte) epoch);
            new TreeSet<>(pair).forEach(id -> digest.update((id + "\n").getBytes(StandardCharsets.UTF_8)));
            return SecretBytes.wrap(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /** Never a key. */
    @Override
    public String toString() {
        return "FleetSecrets[" + epochs.keySet() + "]";
    }
}
