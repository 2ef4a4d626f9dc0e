package io.secureconnect.core.ike.exchange;

import io.secureconnect.api.sa.Bytes;
import java.util.List;

/**
 * An encrypted message, ready to be sent.
 *
 * @param messages one, or its fragments in their order
 * @param transcript the message as IKE_INTERMEDIATE authenticates it (RFC 9242 §3.3.2)
 */
public record Sealed(List<Bytes> messages, Bytes transcript) {
    public Sealed {
        messages = List.copyOf(messages);
    }
}
