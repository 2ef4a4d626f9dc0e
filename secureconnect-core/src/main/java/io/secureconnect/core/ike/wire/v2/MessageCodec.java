package io.secureconnect.core.ike.wire.v2;

import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.FieldReader;
import io.secureconnect.core.ike.wire.FieldWriter;

/**
 * Messages and their octets, from the first of the header (RFC 7296 §3.1); a non-ESP marker is none of it. What RFCs reserve
 * is sent as zero and not looked at, so a message of such octets is encoded again without them.
 */
public final class MessageCodec {
    private static final int MAJOR_VERSION = 2;

    private MessageCodec() {}

    /**
     * The octets of a message.
     *
     * @throws IllegalArgumentException if a value does not fit into its field; it names the field
     */
    public static byte[] encode(IkeMessage message) {
        FieldWriter writer = new FieldWriter();
        writer.open(HeaderFormat.SECTION);
        HeaderFormat.walk(writer, new HeaderFormat(message.head(), PayloadChain.firstType(message.payloads())));
        PayloadChain.write(writer, message.payloads());
        writer.close();
        return writer.toArray();
    }

    /** The header alone, of any version whose header looks like this one's, so that a refusal can name what it refuses. */
    public static MessageHead peek(byte[] octets) throws DecodeException {
        FieldReader reader = new FieldReader(octets, HeaderFormat.SECTION);
        reader.open(HeaderFormat.SECTION);
        return HeaderFormat.walk(reader, HeaderFormat.BLANK).head();
    }

    /** The message that fills {@code octets}. Its authenticity is whoever opens the encrypted payload's business. */
    public static IkeMessage decode(byte[] octets) throws DecodeException {
        FieldReader reader = new FieldReader(octets, HeaderFormat.SECTION);
        reader.open(HeaderFormat.SECTION);
        HeaderFormat header = HeaderFormat.walk(reader, HeaderFormat.BLANK);
        int major = header.head().version() >>> 4;
        reader.require(major == MAJOR_VERSION, "Version", "major version " + major + " is not " + MAJOR_VERSION);
        IkeMessage message = new IkeMessage(header.head(), PayloadChain.read(reader, header.firstType()));
        reader.close();
        reader.finish();
        return message;
    }
}
