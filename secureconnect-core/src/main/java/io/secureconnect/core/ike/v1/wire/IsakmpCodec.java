package io.secureconnect.core.ike.v1.wire;

import io.secureconnect.core.ike.v1.wire.IsakmpMessage.Part;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.FieldReader;
import io.secureconnect.core.ike.wire.FieldWriter;
import java.util.List;

/**
 * ISAKMP messages and their octets, from the first of the header (RFC 2408 §3.1); a non-ESP marker is none of it. What RFCs
 * reserve is sent as zero. Encryption is done by others, with {@link #header}, {@link #encodeChain} and {@link #decodeChain}.
 */
public final class IsakmpCodec {
    private static final int MAJOR_VERSION = IsakmpHead.IKEV1 >>> 4;

    private IsakmpCodec() {}

    /**
     * The octets of a message in clear.
     *
     * @throws IllegalArgumentException if a value does not fit into its field; it names the field
     */
    public static byte[] encode(IsakmpHead head, List<IsakmpPayload> payloads) {
        FieldWriter writer = new FieldWriter();
        writer.require(!head.encrypted(), "Flags", "a message in clear is without the E flag");
        writer.open(HeaderFormat.SECTION);
        HeaderFormat.walk(writer, new HeaderFormat(head, firstType(payloads)));
        PayloadChain.write(writer, payloads);
        writer.close();
        return writer.toArray();
    }

    /**
     * The 28 octets of a header alone.
     *
     * @param firstType of the first payload behind it, encrypted or not
     * @param totalLength octets of the whole message, the header among them
     */
    public static byte[] header(IsakmpHead head, int firstType, int totalLength) {
        FieldWriter writer = new FieldWriter();
        writer.require(totalLength >= IsakmpHead.OCTETS, "Length", totalLength + " is less than a header has");
        writer.open(HeaderFormat.SECTION);
        writer.absent(totalLength - IsakmpHead.OCTETS);
        HeaderFormat.walk(writer, new HeaderFormat(head, firstType));
        writer.close();
        return writer.toArray();
    }

    /** The header alone, of any version whose header looks like this one's; its length is that of {@code octets}. */
    public static IsakmpHead peek(byte[] octets) throws DecodeException {
        return envelope(octets).head();
    }

    /** The type of the first payload, which the header names also if all is encrypted. */
    public static int firstType(byte[] octets) throws DecodeException {
        return envelope(octets).firstType();
    }

    /** The message in clear that fills {@code octets}. Nobody vouches for it. */
    public static IsakmpMessage decode(byte[] octets) throws DecodeException {
        FieldReader reader = new FieldReader(octets, HeaderFormat.SECTION);
        reader.open(HeaderFormat.SECTION);
        HeaderFormat header = HeaderFormat.walk(reader, HeaderFormat.BLANK);
        int major = header.head().version() >>> 4;
        reader.require(major == MAJOR_VERSION, "Version", "major version " + major + " is not " + MAJOR_VERSION);
        reader.require(!header.head().encrypted(), "Flags", "the E flag is set where a message is in clear");
        List<Part> parts = PayloadChain.read(reader, header.firstType(), octets);
        reader.close();
        reader.finish();
        return new IsakmpMessage(header.head(), parts);
    }

    /** The octets of payloads, without a header and without padding. */
    public static byte[] encodeChain(List<IsakmpPayload> payloads) {
        FieldWriter writer = new FieldWriter();
        PayloadChain.write(writer, payloads);
        return writer.toArray();
    }

    /** The type of the first payload; 0 if there is none. */
    public static int firstType(List<IsakmpPayload> payloads) {
        return PayloadChain.firstType(payloads);
    }

    /**
     * The payloads of what was decrypted. Whether its key was the right one is for a hash or a proof among them to say.
     *
     * @param firstType as the header of the message names it
     */
    public static Chain decodeChain(int firstType, byte[] octets) throws DecodeException {
        FieldReader reader = new FieldReader(octets, PayloadChain.SECTION);
        List<Part> parts = PayloadChain.read(reader, firstType, octets);
        return new Chain(parts, reader.position());
    }

    private static HeaderFormat envelope(byte[] octets) throws DecodeException {
        FieldReader reader = new FieldReader(octets, HeaderFormat.SECTION);
        reader.open(HeaderFormat.SECTION);
        return HeaderFormat.walk(reader, HeaderFormat.BLANK);
    }
}
