package io.secureconnect.core.ike.v1.wire;

import io.secureconnect.core.ike.v1.wire.IsakmpMessage.Part;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Payloads that were decrypted, in their order.
 *
 * @param parts payloads with their octets
 * @param octets how many octets they fill; what was behind the last of them is padding
 */
public record Chain(List<Part> parts, int octets) {
    public Chain {
        parts = List.copyOf(parts);
    }

    public List<IsakmpPayload> payloads() {
        return parts.stream().map(Part::payload).collect(Collectors.toUnmodifiableList());
    }
}
