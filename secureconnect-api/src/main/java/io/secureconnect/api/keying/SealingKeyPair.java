package io.secureconnect.api.keying;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.auth.SecretBytes;
import java.util.Objects;

/**
 * The X25519 key pair by which a host opens, or a distributor seals, key instructions.
 *
 * @param privateKey 32 octets
 * @param publicKey what others are told
 */
@PublicApi
public record SealingKeyPair(SecretBytes privateKey, SealingPublicKey publicKey) implements AutoCloseable {
    public SealingKeyPair {
        Objects.requireNonNull(publicKey, "publicKey");
        if (privateKey.length() != SealingPublicKey.OCTETS) {
            throw new IllegalArgumentException("an X25519 private key has 32 octets, not " + privateKey.length());
        }
    }

    /** Wipes the private key. */
    @Override
    public void close() {
        privateKey.close();
    }

    /** The public key only. */
    @Override
    public String toString() {
        return "SealingKeyPair[" + publicKey + "]";
    }
}
