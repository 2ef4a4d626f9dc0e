package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One way to protect IKE itself.
 *
 * <p>Keywords are joined with {@code -}: {@code aes256gcm16-prfsha384-x25519} for AEAD ciphers, {@code
 * aes256-sha256-modp2048} for the others, where the PRF follows from the integrity algorithm.
 *
 * @param encryption the cipher of the encrypted payload
 * @param integrity empty for an AEAD cipher, present for all others
 * @param prf the pseudo-random function
 * @param keyExchange the method that makes the shared secret
 */
@PublicApi
public record IkeProposal(
        EncryptionAlgorithm encryption,
        Optional<IntegrityAlgorithm> integrity,
        PseudoRandomFunction prf,
        KeyExchangeMethod keyExchange) {
    public IkeProposal {
        new EspProposal(encryption, integrity); // the same rule holds: AEAD alone, or cipher with integrity
        Objects.requireNonNull(prf, "prf");
        Objects.requireNonNull(keyExchange, "keyExchange");
    }

    /**
     * Reads a policy keyword.
     *
     * @throws IllegalArgumentException if a part is unknown or missing; the message names it
     */
    public static IkeProposal parse(String keyword) {
        String[] parts = keyword.split("-", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "unknown IKE proposal '" + keyword
                            + "'; it has three parts: cipher, PRF or integrity, key exchange, as in aes256gcm16-prfsha384-x25519");
        }
        EncryptionAlgorithm encryption =
                find(keyword, parts[0], EncryptionAlgorithm.values(), EncryptionAlgorithm::keyword);
        KeyExchangeMethod keyExchange = find(keyword, parts[2], KeyExchangeMethod.values(), KeyExchangeMethod::keyword);
        if (encryption.isAead()) {
            PseudoRandomFunction prf =
                    find(keyword, parts[1], PseudoRandomFunction.values(), PseudoRandomFunction::keyword);
            return new IkeProposal(encryption, Optional.empty(), prf, keyExchange);
        }
        IntegrityAlgorithm integrity =
                find(keyword, parts[1], IntegrityAlgorithm.values(), IntegrityAlgorithm::keyword);
        return new IkeProposal(encryption, Optional.of(integrity), prfOf(integrity), keyExchange);
    }

    /** The policy keyword, which {@link #parse} reads. */
    public String keyword() {
        String middle = integrity.map(IntegrityAlgorithm::keyword).orElse(prf.keyword());
        return String.join("-", encryption.keyword(), middle, keyExchange.keyword());
    }

    private static PseudoRandomFunction prfOf(IntegrityAlgorithm integrity) {
        return switch (integrity) {
            case HMAC_SHA2_256_128 -> PseudoRandomFunction.HMAC_SHA2_256;
            case HMAC_SHA2_384_192 -> PseudoRandomFunction.HMAC_SHA2_384;
            case HMAC_SHA2_512_256 -> PseudoRandomFunction.HMAC_SHA2_512;
        };
    }

    private static <T> T find(String keyword, String part, T[] known, Function<T, String> name) {
        return Arrays.stream(known)
                .filter(k -> name.apply(k).equals(part))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("unknown part '" + part + "' of IKE proposal '" + keyword
                                + "'; known there are "
                                + Arrays.stream(known).map(name).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return keyword();
    }
}
