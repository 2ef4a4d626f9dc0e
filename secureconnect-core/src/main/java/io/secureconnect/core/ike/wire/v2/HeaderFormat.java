package io.secureconnect.core.ike.wire.v2;

import io.secureconnect.core.ike.wire.Fields;

/** The description of a message's header (RFC 7296 §3.1). */
record HeaderFormat(MessageHead head, int firstType) {
    static final String SECTION = "RFC 7296 §3.1";
    static final int OCTETS = 28;
    static final HeaderFormat BLANK = new HeaderFormat(new MessageHead(0, 0, 0, 0, false, false, false, 0), 0);

    private static final int INITIATOR = 0x08;
    private static final int VERSION = 0x10;
    private static final int RESPONSE = 0x20;

    static <E extends Exception> HeaderFormat walk(Fields<E> f, HeaderFormat it) throws E {
        long initiatorSpi = f.u64("IKE SA Initiator's SPI", it.head.initiatorSpi());
        long responderSpi = f.u64("IKE SA Responder's SPI", it.head.responderSpi());
        int firstType = f.u8("Next Payload", it.firstType);
        int version = f.u8("Version", it.head.version());
        int exchangeType = f.u8("Exchange Type", it.head.exchangeType());
        int flags = f.u8("Flags", flags(it.head));
        int messageId = f.u32("Message ID", it.head.messageId());
        f.length32("Length");
        MessageHead head = new MessageHead(
                initiatorSpi,
                responderSpi,
                version,
                exchangeType,
                (flags & INITIATOR) != 0,
                (flags & VERSION) != 0,
                (flags & RESPONSE) != 0,
                messageId);
        return new HeaderFormat(head, firstType);
    }

    private static int flags(MessageHead head) {
        return (head.initiator() ? INITIATOR : 0)
                | (head.higherVersion() ? VERSION : 0)
                | (head.response() ? RESPONSE : 0);
    }
}
