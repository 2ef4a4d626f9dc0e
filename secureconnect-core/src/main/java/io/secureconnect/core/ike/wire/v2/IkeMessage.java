package io.secureconnect.core.ike.wire.v2;

import java.util.List;

/** A message with its payloads in their order; what is encrypted is one payload, and the last. */
public record IkeMessage(MessageHead head, List<Payload> payloads) {
    public IkeMessage {
        payloads = List.copyOf(payloads);
    }
}
