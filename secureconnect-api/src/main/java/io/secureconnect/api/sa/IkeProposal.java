package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One way to protect IKE itself.
 *
 * <p>Keywords are joined with {@code -}: {@code aes256gcm16-prfsha384-x25519} for AEAD ciphers, {@code
 * aes256-sha256-modp2048} for the others, where the PRF follows from the integrity algorithm. Additional key exchanges
 * (RFC 9370) follow in their order: {@code aes256gcm16-prfsha384-x25519-ke1_mlkem768}.
 *
 * @param encryption the cipher of the encrypted payload
 * @param integrity empty for an AEAD cipher, present for all others
 * @param prf the pseudo-random function
 * @param keyExchange the method that makes the first shared secret; never an encapsulation mechanism
 * @param additional methods whose secrets are mixed in, at most seven, each once
 */
@PublicApi
public record IkeProposal(
        EncryptionAlgorithm encryption,
        Optional<IntegrityAlgorithm> integrity,
        PseudoRandomFunction prf,
        KeyExchangeMethod keyExchange,
        List<KeyExchangeMethod> additional) {
    private static final int MOST_ADDITIONAL = 7;

    private static final PseudoRandomFunction[] PRFS_BESIDE_AEAD = Arrays.stream(PseudoRandomFunction.values())
            .filter(prf -> prf != PseudoRandomFunction.HMAC_SHA1)
            .toArray(PseudoRandomFunction[]::new);

    public IkeProposal {
        new EspProposal(encryption, integrity); // the same rule holds: AEAD alone, or cipher with integrity
        Objects.requireNonNull(prf, "prf");
        Objects.requireNonNull(keyExchange, "keyExchange");
        additional = List.copyOf(additional);
        if (encryption.isAead() && prf == PseudoRandomFunction.HMAC_SHA1) {
            throw new IllegalArgumentException(prf.keyword() + " with " + encryption.keyword()
                    + ": SHA-1 is for IKEv1 alone, which has no such cipher; choose prfsha256 or better");
        }
        if (keyExchange.isEncapsulation()) {
            throw new IllegalArgumentException(
                    keyExchange.keyword() + " can only be added to another key exchange, as in x25519-ke1_"
                            + keyExchange.keyword() + " (RFC 9370)");
        }
        if (additional.size() > MOST_ADDITIONAL
                || additional.stream().distinct().count() < additional.size()
                || additional.contains(keyExchange)) {
            throw new IllegalArgumentException("additional key exchanges " + additional
                    + ": at most seven, each another method (RFC 9370 section 2.2.1)");
        }
    }

    /** The same with one more additional key exchange, unless it has one already. */
    public IkeProposal withPostquantum(KeyExchangeMethod method) {
        return additional.isEmpty() ? new IkeProposal(encryption, integrity, prf, keyExchange, List.of(method)) : this;
    }

    /**
     * Reads a policy keyword.
     *
     * @throws IllegalArgumentException if a part is unknown or missing; the message names it
     */
    public static IkeProposal parse(String keyword) {
        String[] parts = keyword.split("-", -1);
        if (parts.length < 3) {
            throw new IllegalArgumentException(
                    "unknown IKE proposal '" + keyword
                            + "'; it has three parts: cipher, PRF or integrity, key exchange, as in aes256gcm16-prfsha384-x25519");
        }
        List<KeyExchangeMethod> additional = additional(keyword, parts);
        EncryptionAlgorithm encryption =
                find(keyword, parts[0], EncryptionAlgorithm.values(), EncryptionAlgorithm::keyword);
        KeyExchangeMethod keyExchange = find(keyword, parts[2], KeyExchangeMethod.values(), KeyExchangeMethod::keyword);
        if (encryption.isAead()) {
            PseudoRandomFunction prf = find(keyword, parts[1], PRFS_BESIDE_AEAD, PseudoRandomFunction::keyword);
            return new IkeProposal(encryption, Optional.empty(), prf, keyExchange, additional);
        }
        IntegrityAlgorithm integrity =
                find(keyword, parts[1], IntegrityAlgorithm.values(), IntegrityAlgorithm::keyword);
        return new IkeProposal(encryption, Optional.of(integrity), prfOf(integrity), keyExchange, additional);
    }

    /** The policy keyword, which {@link #parse} reads. */
    public String keyword() {
        String middle = integrity.map(IntegrityAlgorithm::keyword).orElse(prf.keyword());
        StringBuilder keyword =
                new StringBuilder(String.join("-", encryption.keyword(), middle, keyExchange.keyword()));
        for (int i = 0; i < additional.size(); i++) {
            keyword.append("-ke")
                    .append(i + 1)
                    .append('_')
                    .append(additional.get(i).keyword());
        }
        return keyword.toString();
    }

    private static List<KeyExchangeMethod> additional(String keyword, String[] parts) {
        List<KeyExchangeMethod> methods = new ArrayList<>();
        for (int i = 3; i < parts.length; i++) {
            String prefix = "ke" + (i - 2) + "_";
            if (!parts[i].startsWith(prefix)) {
                throw new IllegalArgumentException("unknown part '" + parts[i] + "' of IKE proposal '" + keyword
                        + "'; there may stand an additional key exchange, such as " + prefix + "mlkem768");
            }
            methods.add(find(
                    keyword,
                    parts[i].substring(prefix.length()),
                    KeyExchangeMethod.values(),
                    KeyExchangeMethod::keyword));
        }
        return methods;
    }

    private static PseudoRandomFunction prfOf(IntegrityAlgorithm integrity) {
        return switch (integrity) {
            case HMAC_SHA2_256_128 -> PseudoRandomFunction.HMAC_SHA2_256;
            case HMAC_SHA2_384_192 -> PseudoRandomFunction.HMAC_SHA2_384;
            case HMAC_SHA2_512_256 -> PseudoRandomFunction.HMAC_SHA2_512;
            case HMAC_SHA1_96 -> PseudoRandomFunction.HMAC_SHA1;
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
