package io.secureconnect.testkit.ike;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.core.ike.host.IsakmpTermsSource;
import io.secureconnect.core.ike.host.PeerWish;
import io.secureconnect.core.ike.v1.auth.PskPhaseOne;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** As {@link MeshTerms}, for the pairs of a mesh that speak IKEv1. */
final class IsakmpMeshTerms implements IsakmpTermsSource {
    private final Map<String, PskPhaseOne> authentications = new HashMap<>();
    private final Duration livenessInterval;

    IsakmpMeshTerms(Duration livenessInterval) {
        this.livenessInterval = livenessInterval;
    }

    @Override
    public Terms of(PeerWish wish) {
        return Terms.of(new IsakmpTerms(
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
                authentications.computeIfAbsent(wish.peer(), peer -> authentication(wish.local(), peer))));
    }

    private static PskPhaseOne authentication(String local, String peer) {
        List<PairKey> keys = List.of(MeshTerms.key(local, peer));
        return PskPhaseOne.of(() -> keys);
    }
}
