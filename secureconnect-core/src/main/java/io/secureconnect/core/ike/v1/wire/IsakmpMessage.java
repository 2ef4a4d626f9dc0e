package io.secureconnect.core.ike.v1.wire;

import io.secureconnect.api.sa.Bytes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A message in clear, or one that was decrypted, with its payloads in their order.
 *
 * @param parts payloads with their octets
 */
public record IsakmpMessage(IsakmpHead head, List<Part> parts) {
    public IsakmpMessage {
        parts = List.copyOf(parts);
    }

    /**
     * A payload, and its octets as they came: the hashes of IKEv1 are over what the peer wrote, not over what this host would
     * have written.
     *
     * @param body behind the generic header; what RFC 2409 calls SA_b, ID_b, Ni_b
     * @param whole the same with the generic header
     */
    public record Part(IsakmpPayload payload, Bytes body, Bytes whole) {}

    public List<IsakmpPayload> payloads() {
        return parts.stream().map(Part::payload).collect(Collectors.toUnmodifiableList());
    }
}
