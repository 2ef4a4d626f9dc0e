package io.secureconnect.windows.store;

import java.util.Objects;
import java.util.Optional;

/**
 * What is put around a hash before it is signed.
 *
 * @param hash the hash by its name in CNG, such as {@code SHA256}; with {@code PKCS1} empty for a block without a DigestInfo
 * @param saltOctets of PSS; else 0
 */
public record Padding(Kind kind, Optional<String> hash, int saltOctets) {
    /** Nothing, as ECDSA has it. */
    public static final Padding NONE = new Padding(Kind.NONE, Optional.empty(), 0);

    /** The forms of padding. */
    public enum Kind {
        NONE,
        /** RFC 8017 §9.2, block type 1. */
        PKCS1,
        /** RFC 8017 §9.1, with MGF1 over the same hash. */
        PSS
    }

    public Padding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(hash, "hash");
    }

    static Padding pkcs1(Optional<String> hash) {
        return new Padding(Kind.PKCS1, hash, 0);
    }

    static Padding pss(String hash, int saltOctets) {
        return new Padding(Kind.PSS, Optional.of(hash), saltOctets);
    }
}
