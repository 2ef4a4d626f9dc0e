package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.auth.SecretBytes;
import java.util.Objects;
import java.util.Optional;

/**
 * The secret octets of one SA in one direction. It serves that SA, once, and is wiped when the kernel has it.
 *
 * <p>{@link #encryption()} is key then salt (RFC 4106 §8.1), {@link #integrity()} the HMAC key. No text form shows either.
 */
@PublicApi
public final class KeyMaterial implements AutoCloseable {
    private final SecretBytes encryption;
    private final Optional<SecretBytes> integrity;

    /**
     * Key material for {@code proposal}. Takes both secrets over.
     *
     * @throws IllegalArgumentException if a length does not fit the proposal
     */
    public KeyMaterial(EspProposal proposal, SecretBytes encryption, Optional<SecretBytes> integrity) {
        this.encryption = Objects.requireNonNull(encryption, "encryption");
        this.integrity = Objects.requireNonNull(integrity, "integrity");
        require(proposal, "encryption", proposal.encryption().keyMaterialOctets(), encryption.length());
        require(
                proposal,
                "integrity",
                proposal.integrity().map(IntegrityAlgorithm::keyOctets).orElse(0),
                integrity.map(SecretBytes::length).orElse(0));
    }

    private static void require(EspProposal proposal, String part, int expected, int actual) {
        if (expected != actual) {
            throw new IllegalArgumentException(
                    proposal + " needs " + expected + " octets of " + part + " key, not " + actual);
        }
    }

    /** Cipher key, followed by the salt where the cipher has one. */
    public SecretBytes encryption() {
        return encryption;
    }

    /** HMAC key; empty for AEAD ciphers. */
    public Optional<SecretBytes> integrity() {
        return integrity;
    }

    /** An independent copy with a life of its own. */
    public KeyMaterial copy(EspProposal proposal) {
        return new KeyMaterial(proposal, encryption.copy(), integrity.map(SecretBytes::copy));
    }

    /** Whether the octets are gone. */
    public boolean isWiped() {
        return encryption.isWiped();
    }

    /** Wipes the octets. */
    @Override
    public void close() {
        encryption.close();
        integrity.ifPresent(SecretBytes::close);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyMaterial
                && encryption.equals(((KeyMaterial) other).encryption)
                && integrity.equals(((KeyMaterial) other).integrity);
    }

    @Override
    public int hashCode() {
        return Objects.hash(encryption, integrity);
    }

    /** The lengths, never the octets. */
    @Override
    public String toString() {
        return "KeyMaterial[" + encryption.length() + "+"
                + integrity.map(SecretBytes::length).orElse(0) + " octets]";
    }
}
