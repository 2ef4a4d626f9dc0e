package io.secureconnect.core.ike.wire.v2;

import io.secureconnect.core.ike.registry.PayloadType;
import io.secureconnect.core.ike.wire.FieldWriter;
import java.util.Arrays;

/**
 * The octets of a message around its encrypted body, where the encrypted payload, or fragment of one, is the only payload
 * outside. All that precedes the body is associated data (RFC 7296 §3.14, RFC 5282 §5.1, RFC 7383 §2.5).
 */
public final class EncryptedFrame {
    /** Octets before the body of an encrypted payload: header and generic header. */
    public static final int WHOLE_OCTETS = HeaderFormat.OCTETS + 4;
    /** Octets before the body of an encrypted fragment. */
    public static final int FRAGMENT_OCTETS = WHOLE_OCTETS + 4;

    private static final int FIRST_TYPE_AT = 16;
    private static final int LENGTH_AT = 24;
    private static final int GENERIC_HEADER = 4;

    private EncryptedFrame() {}

    /**
     * What precedes the body of an encrypted payload (SK).
     *
     * @param firstInner type of the first payload inside; 0 for none
     * @param bodyOctets of IV, ciphertext and ICV together
     */
    public static byte[] associated(MessageHead head, int firstInner, int bodyOctets) {
        FieldWriter writer = opened(head, PayloadType.ENCRYPTED, firstInner);
        return closed(writer, bodyOctets);
    }

    /**
     * What precedes the body of an encrypted fragment (SKF).
     *
     * @param firstInner type of the first payload inside, in the first fragment; it is 0 in the others
     * @param number 1 to {@code total}
     */
    public static byte[] associatedOfFragment(MessageHead head, int firstInner, int number, int total, int bodyOctets) {
        FieldWriter writer = opened(head, PayloadType.ENCRYPTED_FRAGMENT, number == 1 ? firstInner : PayloadType.NONE);
        writer.u16("Fragment Number", number);
        writer.u16("Total Fragments", total);
        return closed(writer, bodyOctets);
    }

    /**
     * What precedes the body in a message as it was received.
     *
     * @param message one that {@link MessageCodec} decoded, with this many octets of body at its end
     */
    public static byte[] associatedOf(byte[] message, int bodyOctets) {
        return Arrays.copyOf(message, message.length - bodyOctets);
    }

    /** A message from both parts. */
    public static byte[] join(byte[] associated, byte[] body) {
        byte[] message = Arrays.copyOf(associated, associated.length + body.length);
        System.arraycopy(body, 0, message, associated.length, body.length);
        return message;
    }

    /**
     * The octets that stand for the outside of an IKE_INTERMEDIATE message in its authentication (IntAuth_A of RFC 9242
     * §3.3.2): as if it had been sent whole, with lengths that count neither IV, padding nor ICV. The plaintext of {@code
     * plaintextOctets} follows them there.
     *
     * @param associated what preceded the body of the message, or of its first fragment, as it was sent or received
     */
    public static byte[] intermediate(byte[] associated, int plaintextOctets) {
        int typeAt = outerTypeAt(associated);
        boolean fragment = (associated[typeAt] & 0xff) == PayloadType.ENCRYPTED_FRAGMENT.number();
        byte[] whole = Arrays.copyOf(associated, associated.length - (fragment ? FRAGMENT_OCTETS - WHOLE_OCTETS : 0));
        whole[typeAt] = (byte) PayloadType.ENCRYPTED.number();
        putU16(whole, whole.length - 2, GENERIC_HEADER + plaintextOctets);
        int length = whole.length + plaintextOctets;
        putU16(whole, LENGTH_AT, length >>> 16);
        putU16(whole, LENGTH_AT + 2, length);
        return whole;
    }

    /** Where the type of the encrypted payload stands: in the header, or in the last payload before it. */
    private static int outerTypeAt(byte[] associated) {
        int typeAt = FIRST_TYPE_AT;
        int payloadAt = HeaderFormat.OCTETS;
        int type = associated[typeAt] & 0xff;
        while (type != PayloadType.ENCRYPTED.number() && type != PayloadType.ENCRYPTED_FRAGMENT.number()) {
            typeAt = payloadAt;
            type = associated[typeAt] & 0xff;
            payloadAt += (associated[payloadAt + 2] & 0xff) << 8 | associated[payloadAt + 3] & 0xff;
        }
        return typeAt;
    }

    private static FieldWriter opened(MessageHead head, PayloadType outer, int firstInner) {
        FieldWriter writer = new FieldWriter();
        writer.open(HeaderFormat.SECTION);
        HeaderFormat.walk(writer, new HeaderFormat(head, outer.number()));
        writer.open(outer.source());
        PayloadChain.header(writer, firstInner, 0);
        return writer;
    }

    private static byte[] closed(FieldWriter writer, int bodyOctets) {
        writer.absent(bodyOctets);
        writer.close();
        writer.close();
        return writer.toArray();
    }

    private static void putU16(byte[] octets, int at, int value) {
        octets[at] = (byte) (value >>> 8);
        octets[at + 1] = (byte) value;
    }
}
