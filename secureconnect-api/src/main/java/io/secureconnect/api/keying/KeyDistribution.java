package io.secureconnect.api.keying;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.spi.RandomSource;
import java.util.List;

/** Where an orchestrator gets its {@link KeyDistributor}; see {@link io.secureconnect.api.SecureConnect#keyDistribution()}. */
@PublicApi
public interface KeyDistribution {
    /** A fresh X25519 key pair, for a host or a distributor. */
    SealingKeyPair newKeyPair(RandomSource random);

    /** The pair that belongs to a private key of 32 octets; takes the secret over. */
    SealingKeyPair keyPair(SecretBytes privateKey);

    /** A distributor without any path. */
    KeyDistributor create(SealingKeyPair own, RandomSource random);

    /**
     * A distributor as {@link KeyDistributor#save} wrote it.
     *
     * @throws io.secureconnect.api.error.SecureConnectException with {@code KEY_UNREADABLE} if the text is not such a state
     */
    KeyDistributor restore(SealingKeyPair own, RandomSource random, String saved);

    /** The paths of a plan that are ENCRYPTED under controller keying, sorted. */
    List<KeyedPath> pathsOf(FleetPlan plan);
}
