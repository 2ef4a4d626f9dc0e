package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.task.Received;
import io.secureconnect.core.ike.wire.v2.MessageHead;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.List;

/**
 * A message that came in, opened.
 *
 * @param transcript as IKE_INTERMEDIATE authenticates it
 */
record Inbound(MessageHead head, Received received, Bytes transcript) {
    Inbound(MessageHead head, List<Payload> payloads, Bytes transcript) {
        this(head, new Received(payloads), transcript);
    }
}
