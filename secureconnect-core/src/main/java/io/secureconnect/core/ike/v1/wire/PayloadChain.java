package io.secureconnect.core.ike.v1.wire;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.v1.registry.PayloadType;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage.Part;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.FieldReader;
import io.secureconnect.core.ike.wire.FieldWriter;
import io.secureconnect.core.ike.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Payloads one after the other, each naming the type of the next (RFC 2408 §3.2). */
final class PayloadChain {
    /** The most payloads that one chain may have; Windows with its vendor ids and a chain of certificates has twenty. */
    static final int MOST_PAYLOADS = 128;

    static final String SECTION = "RFC 2408 §3.2";
    private static final int HEADER_OCTETS = 4;

    private PayloadChain() {}

    static int firstType(List<IsakmpPayload> payloads) {
        return payloads.isEmpty() ? PayloadType.NONE : typeOf(payloads.get(0));
    }

    static int typeOf(IsakmpPayload payload) {
        return switch (payload.kind()) {
            case SECURITY_ASSOCIATION -> PayloadType.SECURITY_ASSOCIATION.number();
            case KEY_EXCHANGE -> PayloadType.KEY_EXCHANGE.number();
            case IDENTIFICATION -> PayloadType.IDENTIFICATION.number();
            case CERTIFICATE -> PayloadType.CERTIFICATE.number();
            case CERTIFICATE_REQUEST -> PayloadType.CERTIFICATE_REQUEST.number();
            case HASH -> PayloadType.HASH.number();
            case SIGNATURE -> PayloadType.SIGNATURE.number();
            case NONCE -> PayloadType.NONCE.number();
            case NOTIFICATION -> PayloadType.NOTIFICATION.number();
            case DELETE -> PayloadType.DELETE.number();
            case VENDOR_ID -> PayloadType.VENDOR_ID.number();
            case NAT_DISCOVERY -> ((IsakmpPayload.NatDiscovery) payload).type();
            case NAT_ORIGINAL_ADDRESS -> ((IsakmpPayload.NatOriginalAddress) payload).type();
            case FRAGMENT -> PayloadType.FRAGMENT.number();
            case UNKNOWN -> ((IsakmpPayload.Unknown) payload).type();
        };
    }

    static void write(FieldWriter writer, List<IsakmpPayload> payloads) {
        writer.require(payloads.size() <= MOST_PAYLOADS, "payloads", payloads.size() + " are too many");
        for (int i = 0; i < payloads.size(); i++) {
            boolean last = i == payloads.size() - 1;
            writer.open(SECTION);
            header(writer, last ? PayloadType.NONE : typeOf(payloads.get(i + 1)));
            body(writer, payloads.get(i));
            writer.close();
        }
    }

    /** @param octets those that {@code reader} reads */
    static List<Part> read(FieldReader reader, int firstType, byte[] octets) throws DecodeException {
        List<Part> parts = new ArrayList<>();
        int type = firstType;
        while (type != PayloadType.NONE) {
            reader.require(parts.size() < MOST_PAYLOADS, "Next Payload", "more than " + MOST_PAYLOADS + " payloads");
            int start = reader.position();
            reader.open(PayloadType.of(type).map(PayloadType::source).orElse(SECTION));
            int next = header(reader, 0);
            IsakmpPayload payload = body(reader, type);
            reader.close();
            int end = reader.position();
            Bytes body = Bytes.copyOf(octets, start + HEADER_OCTETS, end);
            parts.add(new Part(payload, body, Bytes.copyOf(octets, start, end)));
            type = next;
        }
        return parts;
    }

    /** The generic header; its reserved octet must be zero, which betrays most chains that a wrong key opened (§5.3). */
    private static <E extends Exception> int header(Fields<E> f, int next) throws E {
        int nextPayload = f.u8("Next Payload", next);
        f.require(f.u8("RESERVED", 0) == 0, "RESERVED", "must be 0 (RFC 2408 §5.3)");
        f.length16("Payload Length");
        return nextPayload;
    }

    private static void body(FieldWriter writer, IsakmpPayload payload) {
        if (payload.kind() == IsakmpPayload.Kind.UNKNOWN) {
            writer.rest("body", ((IsakmpPayload.Unknown) payload).body());
        } else {
            PayloadFormat.of(typeOf(payload)).orElseThrow().write(writer, payload);
        }
    }

    private static IsakmpPayload body(FieldReader reader, int type) throws DecodeException {
        Optional<PayloadFormat<?>> format = PayloadFormat.of(type);
        return format.isEmpty()
                ? new IsakmpPayload.Unknown(type, reader.rest("body", Bytes.empty()))
                : format.get().read(reader);
    }
}
