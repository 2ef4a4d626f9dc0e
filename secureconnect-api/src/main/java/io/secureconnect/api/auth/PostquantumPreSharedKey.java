package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;
import java.util.Objects;

/**
 * A secret that is mixed into the keys of IKE, so that breaking the key exchange later reveals nothing (RFC 8784).
 *
 * @param id the PPK_ID by which both ends name it, in the clear; sent in UTF-8
 * @param secret at least 32 octets; the owner keeps it alive as long as the engine runs
 * @param required whether a peer without it is refused
 */
@PublicApi
public record PostquantumPreSharedKey(String id, SecretBytes secret, boolean required) {
    private static final int LEAST = 32;

    public PostquantumPreSharedKey {
        Objects.requireNonNull(id, "id");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a post-quantum pre-shared key needs an id, which the peer knows too");
        }
        if (secret.length() < LEAST) {
            throw new IllegalArgumentException("a post-quantum pre-shared key of " + secret.length()
                    + " octets is too short; take at least 32 (RFC 8784 section 6)");
        }
    }
}
