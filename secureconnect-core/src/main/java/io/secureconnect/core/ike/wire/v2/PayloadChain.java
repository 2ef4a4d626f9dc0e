package io.secureconnect.core.ike.wire.v2;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.registry.PayloadType;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.FieldReader;
import io.secureconnect.core.ike.wire.FieldWriter;
import io.secureconnect.core.ike.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Payloads one after the other, each naming the type of the next (RFC 7296 §3.2). */
public final class PayloadChain {
    /** The most payloads that one chain may have; a long chain of certificates has ten. */
    public static final int MOST_PAYLOADS = 128;

    private static final String SECTION = "RFC 7296 §3.2";
    private static final int CRITICAL = 0x80;

    private PayloadChain() {}

    /** The octets of payloads, as they are inside of an encrypted one; none for no payload. */
    public static byte[] encode(List<Payload> payloads) {
        FieldWriter writer = new FieldWriter();
        write(writer, payloads);
        return writer.toArray();
    }

    /** The type of the first payload; {@link PayloadType#NONE} if there is none. */
    public static int firstType(List<Payload> payloads) {
        return payloads.isEmpty() ? PayloadType.NONE : typeOf(payloads.get(0));
    }

    /**
     * The payloads of octets.
     *
     * @param firstType 0 if there are none
     */
    public static List<Payload> decode(int firstType, byte[] octets) throws DecodeException {
        FieldReader reader = new FieldReader(octets, SECTION);
        List<Payload> payloads = read(reader, firstType);
        reader.finish();
        return payloads;
    }

    /** The number of a payload's type. */
    public static int typeOf(Payload payload) {
        return switch (payload.kind()) {
            case SECURITY_ASSOCIATION -> PayloadType.SECURITY_ASSOCIATION.number();
            case KEY_EXCHANGE -> PayloadType.KEY_EXCHANGE.number();
            case IDENTIFICATION ->
                (((Payload.Identification) payload).initiator()
                                ? PayloadType.IDENTIFICATION_INITIATOR
                                : PayloadType.IDENTIFICATION_RESPONDER)
                        .number();
            case CERTIFICATE -> PayloadType.CERTIFICATE.number();
            case CERTIFICATE_REQUEST -> PayloadType.CERTIFICATE_REQUEST.number();
            case AUTHENTICATION -> PayloadType.AUTHENTICATION.number();
            case NONCE -> PayloadType.NONCE.number();
            case NOTIFY -> PayloadType.NOTIFY.number();
            case DELETE -> PayloadType.DELETE.number();
            case VENDOR_ID -> PayloadType.VENDOR_ID.number();
            case TRAFFIC_SELECTORS ->
                (((Payload.TrafficSelectors) payload).initiator()
                                ? PayloadType.TRAFFIC_SELECTOR_INITIATOR
                                : PayloadType.TRAFFIC_SELECTOR_RESPONDER)
                        .number();
            case ENCRYPTED -> PayloadType.ENCRYPTED.number();
            case ENCRYPTED_FRAGMENT -> PayloadType.ENCRYPTED_FRAGMENT.number();
            case UNKNOWN -> ((Payload.Unknown) payload).type();
        };
    }

    static void write(FieldWriter writer, List<Payload> payloads) {
        writer.require(payloads.size() <= MOST_PAYLOADS, "payloads", payloads.size() + " are too many");
        for (int i = 0; i < payloads.size(); i++) {
            Payload payload = payloads.get(i);
            boolean last = i == payloads.size() - 1;
            writer.require(last || !isEncrypted(payload), "encrypted payload", "must be the last (RFC 7296 §3.14)");
            int next = last ? firstInner(payload) : typeOf(payloads.get(i + 1));
            writer.open(SECTION);
            header(writer, next, isCritical(payload) ? CRITICAL : 0);
            body(writer, payload);
            writer.close();
        }
    }

    static List<Payload> read(FieldReader reader, int firstType) throws DecodeException {
        List<Payload> payloads = new ArrayList<>();
        int type = firstType;
        while (type != PayloadType.NONE) {
            reader.require(payloads.size() < MOST_PAYLOADS, "Next Payload", "more than " + MOST_PAYLOADS + " payloads");
            reader.open(PayloadType.of(type).map(PayloadType::source).orElse(SECTION));
            int header = header(reader, 0, 0);
            Payload payload = body(reader, type, header >>> 8, (header & CRITICAL) != 0);
            reader.close();
            payloads.add(payload);
            type = isEncrypted(payload) ? PayloadType.NONE : header >>> 8;
        }
        return payloads;
    }

    /** The generic header; next payload and flags in one number. */
    static <E extends Exception> int header(Fields<E> f, int next, int flags) throws E {
        int nextPayload = f.u8("Next Payload", next);
        int critical = f.u8("Critical", flags);
        f.length16("Payload Length");
        return nextPayload << 8 | critical;
    }

    private static void body(FieldWriter writer, Payload payload) {
        if (payload.kind() == Payload.Kind.UNKNOWN) {
            writer.rest("body", ((Payload.Unknown) payload).body());
        } else {
            PayloadFormat.of(typeOf(payload)).orElseThrow().write(writer, payload);
        }
    }

    private static Payload body(FieldReader reader, int type, int next, boolean critical) throws DecodeException {
        Optional<PayloadFormat<?>> format = PayloadFormat.of(type);
        if (format.isEmpty()) {
            return new Payload.Unknown(type, critical, reader.rest("body", Bytes.empty()));
        }
        Payload payload = format.get().read(reader);
        return isEncrypted(payload) ? withFirstInner(payload, next) : payload;
    }

    private static boolean isEncrypted(Payload payload) {
        return payload.kind() == Payload.Kind.ENCRYPTED || payload.kind() == Payload.Kind.ENCRYPTED_FRAGMENT;
    }

    private static boolean isCritical(Payload payload) {
        return payload.kind() == Payload.Kind.UNKNOWN && ((Payload.Unknown) payload).critical();
    }

    private static int firstInner(Payload payload) {
        return switch (payload.kind()) {
            case ENCRYPTED -> ((Payload.Encrypted) payload).firstInner();
            case ENCRYPTED_FRAGMENT -> ((Payload.EncryptedFragment) payload).firstInner();
            default -> PayloadType.NONE;
        };
    }

    private static Payload withFirstInner(Payload payload, int firstInner) {
        if (payload.kind() == Payload.Kind.ENCRYPTED) {
            return new Payload.Encrypted(firstInner, ((Payload.Encrypted) payload).body());
        }
        Payload.EncryptedFragment fragment = (Payload.EncryptedFragment) payload;
        return new Payload.EncryptedFragment(firstInner, fragment.number(), fragment.total(), fragment.body());
    }
}
