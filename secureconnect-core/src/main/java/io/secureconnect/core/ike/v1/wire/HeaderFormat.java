package io.secureconnect.core.ike.v1.wire;

import io.secureconnect.core.ike.wire.Fields;

/** The description of a message's header (RFC 2408 §3.1). */
record HeaderFormat(IsakmpHead head, int firstType) {
    static final String SECTION = "RFC 2408 §3.1";
    static final HeaderFormat BLANK = new HeaderFormat(new IsakmpHead(0, 0, 0, 0, false, false, false, 0), 0);

    private static final int ENCRYPTION = 0x01;
    private static final int COMMIT = 0x02;
    private static final int AUTHENTICATION_ONLY = 0x04;

    static <E extends Exception> HeaderFormat walk(Fields<E> f, HeaderFormat it) throws E {
        long initiatorCookie = f.u64("Initiator Cookie", it.head.initiatorCookie());
        long responderCookie = f.u64("Responder Cookie", it.head.responderCookie());
        int firstType = f.u8("Next Payload", it.firstType);
        int version = f.u8("Version", it.head.version());
        int exchangeType = f.u8("Exchange Type", it.head.exchangeType());
        int flags = f.u8("Flags", flags(it.head));
        int messageId = f.u32("Message ID", it.head.messageId());
        f.length32("Length");
        IsakmpHead head = new IsakmpHead(
                initiatorCookie,
                responderCookie,
                version,
                exchangeType,
                (flags & ENCRYPTION) != 0,
                (flags & COMMIT) != 0,
                (flags & AUTHENTICATION_ONLY) != 0,
                messageId);
        return new HeaderFormat(head, firstType);
    }

    private static int flags(IsakmpHead head) {
        return (head.encrypted() ? ENCRYPTION : 0)
                | (head.commit() ? COMMIT : 0)
                | (head.authenticationOnly() ? AUTHENTICATION_ONLY : 0);
    }
}
