package io.secureconnect.api.keying;

import io.secureconnect.api.PublicApi;
import java.util.Arrays;
import java.util.Base64;

/** The public half of a {@link SealingKeyPair}: an X25519 public key (RFC 7748), 32 octets little-endian. */
@PublicApi
public final class SealingPublicKey {
    /** The number of octets. */
    public static final int OCTETS = 32;

    private final byte[] octets;

    private SealingPublicKey(byte[] octets) {
        this.octets = octets;
    }

    /** @throws IllegalArgumentException unless there are 32 octets */
    public static SealingPublicKey of(byte[] octets) {
        if (octets.length != OCTETS) {
            throw new IllegalArgumentException("an X25519 public key has 32 octets, not " + octets.length);
        }
        return new SealingPublicKey(octets.clone());
    }

    /** @throws IllegalArgumentException unless {@code text} is the Base64 of 32 octets */
    public static SealingPublicKey parse(String text) {
        return of(Base64.getDecoder().decode(text.strip()));
    }

    /** A copy of the octets. */
    public byte[] octets() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealingPublicKey && Arrays.equals(octets, ((SealingPublicKey) other).octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** Base64, which {@link #parse} reads. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(octets);
    }
}
