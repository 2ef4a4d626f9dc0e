package io.secureconnect.core.ike.host;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.v2.IkeMessage;
import io.secureconnect.core.ike.wire.v2.MessageCodec;
import io.secureconnect.core.ike.wire.v2.MessageHead;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.List;

/** Answers that need no IKE SA and make none: one notify each, in the clear. */
final class StatelessAnswers {
    private static final int MAJOR_VERSION = 2;

    private StatelessAnswers() {}

    /** RFC 7296 §2.6: come again, with this. */
    static byte[] cookie(MessageHead request, Bytes cookie) {
        return answer(request, 0, NotifyType.COOKIE, cookie);
    }

    /** RFC 7296 §2.21.4: there is no such IKE SA; with the SPIs and the message id of the request. */
    static byte[] invalidSpi(MessageHead request) {
        return answer(request, request.responderSpi(), NotifyType.INVALID_IKE_SPI, Bytes.empty());
    }

    /** RFC 7296 §2.5: the highest major version that is spoken here. */
    static byte[] invalidMajorVersion(MessageHead request) {
        return answer(
                request, request.responderSpi(), NotifyType.INVALID_MAJOR_VERSION, Bytes.wrap(new byte[] {MAJOR_VERSION
                }));
    }

    private static byte[] answer(MessageHead request, long responderSpi, NotifyType type, Bytes data) {
        MessageHead head = new MessageHead(
                request.initiatorSpi(),
                responderSpi,
                MessageHead.IKEV2,
                request.exchangeType(),
                !request.initiator(),
                false,
                true,
                request.messageId());
        return MessageCodec.encode(
                new IkeMessage(head, List.of(new Payload.Notify(0, Bytes.empty(), type.number(), data))));
    }
}
