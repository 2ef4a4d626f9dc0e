package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage.Part;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The payloads of one message of main mode, of which some must be there once (RFC 2409 §5). */
final class Contents {
    /** Those that may be in any message, in any number; who does not know what they mean passes over them. */
    private static final Set<Kind> ANYWHERE = EnumSet.of(
            Kind.CERTIFICATE,
            Kind.CERTIFICATE_REQUEST,
            Kind.NOTIFICATION,
            Kind.VENDOR_ID,
            Kind.NAT_DISCOVERY,
            Kind.UNKNOWN);

    private final List<Part> parts;

    Contents(IsakmpMessage message) {
        this.parts = message.parts();
    }

    /** What is wrong with a message that must have each of {@code once} exactly once, and none of the others of weight. */
    Optional<IkeFault> fault(int number, Set<Kind> once) {
        for (Kind kind : once) {
            if (count(kind) != 1) {
                return Optional.of(Faults.malformed("message " + number + " of main mode has " + count(kind)
                        + " payloads of kind " + kind + ", it must have one (RFC 2409 section 5)"));
            }
        }
        return parts.stream()
                .map(part -> part.payload().kind())
                .filter(kind -> !once.contains(kind) && !ANYWHERE.contains(kind))
                .findFirst()
                .map(kind -> Faults.malformed("message " + number + " of main mode has a payload of kind " + kind
                        + ", which has no place there (RFC 2409 section 5)"));
    }

    private long count(Kind kind) {
        return parts.stream().filter(part -> part.payload().kind() == kind).count();
    }

    boolean isFirst(Kind kind) {
        return !parts.isEmpty() && parts.get(0).payload().kind() == kind;
    }

    /** The one payload of its kind, of which {@link #fault} has made sure, with its octets. */
    Part part(Kind kind) {
        return parts.stream()
                .filter(part -> part.payload().kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    <P extends IsakmpPayload> P payload(Class<P> type, Kind kind) {
        return type.cast(part(kind).payload());
    }

    <P extends IsakmpPayload> List<P> all(Class<P> type) {
        return parts.stream()
                .map(Part::payload)
                .filter(type::isInstance)
                .map(type::cast)
                .collect(Collectors.toUnmodifiableList());
    }

    List<IsakmpPayload> payloads() {
        return parts.stream().map(Part::payload).collect(Collectors.toUnmodifiableList());
    }
}
