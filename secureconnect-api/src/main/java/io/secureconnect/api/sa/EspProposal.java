package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One way to protect ESP packets: an AEAD cipher alone, or a cipher with an integrity algorithm.
 *
 * @param encryption the cipher with its key length
 * @param integrity empty for an AEAD cipher, present for all others
 */
@PublicApi
public record EspProposal(EncryptionAlgorithm encryption, Optional<IntegrityAlgorithm> integrity) {
    /** What a policy asks for by default and tests may use. */
    public static final EspProposal AES_256_GCM = new EspProposal(EncryptionAlgorithm.AES_GCM_16_256, Optional.empty());

    public EspProposal {
        Objects.requireNonNull(encryption, "encryption");
        if (encryption.isAead() == integrity.isPresent()) {
            throw new IllegalArgumentException(encryption.keyword()
                    + (encryption.isAead()
                            ? " authenticates by itself and takes no integrity algorithm"
                            : " does not authenticate; add an integrity algorithm, such as " + encryption.keyword()
                                    + "-sha256"));
        }
    }

    /** Every proposal the SDK knows, strongest family first. */
    public static List<EspProposal> all() {
        return Arrays.stream(EncryptionAlgorithm.values())
                .flatMap(e -> e.isAead()
                        ? Stream.of(new EspProposal(e, Optional.empty()))
                        : Arrays.stream(IntegrityAlgorithm.values()).map(i -> new EspProposal(e, Optional.of(i))))
                .collect(Collectors.toUnmodifiableList());
    }

    /**
     * Reads a policy keyword: {@code aes256gcm16}, {@code aes256-sha256}, {@code chacha20poly1305}.
     *
     * @throws IllegalArgumentException if there is no such proposal; the message lists those there are
     */
    public static EspProposal parse(String keyword) {
        return all().stream()
                .filter(p -> p.keyword().equals(keyword))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown ESP proposal '" + keyword + "'; known are "
                        + all().stream().map(EspProposal::keyword).collect(Collectors.joining(", "))));
    }

    /** The policy keyword, which {@link #parse} reads. */
    public String keyword() {
        return encryption.keyword() + integrity.map(i -> "-" + i.keyword()).orElse("");
    }

    /** Octets of the integrity check value at the end of a packet. */
    public int icvOctets() {
        return integrity.map(IntegrityAlgorithm::icvOctets).orElse(encryption.icvOctets());
    }

    @Override
    public String toString() {
        return keyword();
    }
}
