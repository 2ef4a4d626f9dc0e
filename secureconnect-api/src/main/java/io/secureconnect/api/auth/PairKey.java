package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;
import java.util.Objects;

/**
 * A secret by which two workloads know each other, and nobody else: made by the orchestrator from the organization's key,
 * for one pair and one epoch.
 *
 * @param epoch which generation of the pair's keys; grows
 * @param secret the octets, lent: whoever gets a pair key must not close it
 */
@PublicApi
public record PairKey(int epoch, SecretBytes secret) {
    public PairKey {
        Objects.requireNonNull(secret, "secret");
        if (epoch < 0) {
            throw new IllegalArgumentException("an epoch of " + epoch + " is below 0");
        }
    }
}
