package io.secureconnect.testkit.ike;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.auth.PskAuthentication;
import io.secureconnect.core.ike.host.PeerWish;
import io.secureconnect.core.ike.host.TermsSource;
import io.secureconnect.core.ike.session.PeerTerms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pre-shared keys for every pair of a mesh, each its own. */
final class MeshTerms implements TermsSource {
    private static final String CREDENTIALS = "epoch 0";

    private final Map<String, PskAuthentication> authentications = new HashMap<>();
    private final Duration livenessInterval;

    MeshTerms(Duration livenessInterval) {
        this.livenessInterval = livenessInterval;
    }

    @Override
    public Terms of(PeerWish wish) {
        return Terms.of(new PeerTerms(
                wish.path(),
                wish.peer(),
                wish.ikeProposals(),
                wish.espProposals(),
                wish.childParameters(),
                wish.perfectForwardSecrecy(),
                wish.ikeLifetime(),
                wish.udpEncapsulation(),
                livenessInterval,
                Duration.ofSeconds(20),
                true,
                authentications.computeIfAbsent(wish.peer(), peer -> authentication(wish.local(), peer)),
                Optional.empty()));
    }

    private static PskAuthentication authentication(String local, String peer) {
        return PskAuthentication.of(IkeIdentity.keyId(local), IkeIdentity.keyId(peer), List.of(key(local, peer)));
    }

    /** The key of a pair, the same at both ends. */
    static PairKey key(String local, String peer) {
        String pair = local.compareTo(peer) < 0 ? local + " and " + peer : peer + " and " + local;
        return new PairKey(0, SecretBytes.wrap(("the key of " + pair).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Object credentials(PeerWish wish) {
        return CREDENTIALS;
    }
}
