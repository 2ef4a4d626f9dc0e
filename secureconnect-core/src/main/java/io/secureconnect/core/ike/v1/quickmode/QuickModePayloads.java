package io.secureconnect.core.ike.v1.quickmode;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage.Part;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Identification;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.KeyExchange;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Kind;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Nonce;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is behind HASH in quick mode's first and second message (RFC 2409 §5.5): the SA first, the rest in any order, but IDci
 * before IDcr.
 *
 * @param nonce body of the nonce: Ni_b or Nr_b
 * @param keyExchange the sender's public value
 * @param identities IDci and IDcr, or none
 */
record QuickModePayloads(
        SecurityAssociation association, Bytes nonce, Optional<Bytes> keyExchange, List<Identification> identities) {
    /** RFC 2409 §5. */
    private static final int SHORTEST_NONCE = 8;

    private static final int LONGEST_NONCE = 256;

    /** How often each payload may be there; those that are missing here must not be. */
    private static final Map<Kind, Occurrence> OCCURRENCES = new EnumMap<>(Kind.class);

    static {
        OCCURRENCES.put(Kind.SECURITY_ASSOCIATION, new Occurrence(1, 1));
        OCCURRENCES.put(Kind.NONCE, new Occurrence(1, 1));
        OCCURRENCES.put(Kind.KEY_EXCHANGE, new Occurrence(0, 1));
        OCCURRENCES.put(Kind.IDENTIFICATION, new Occurrence(0, 2));
        OCCURRENCES.put(Kind.NAT_ORIGINAL_ADDRESS, new Occurrence(0, 2));
        OCCURRENCES.put(Kind.NOTIFICATION, Occurrence.ANY);
        OCCURRENCES.put(Kind.VENDOR_ID, Occurrence.ANY);
        OCCURRENCES.put(Kind.UNKNOWN, Occurrence.ANY);
    }

    /** Lowest and highest number. */
    private record Occurrence(int least, int most) {
        static final Occurrence ANY = new Occurrence(0, Integer.MAX_VALUE);
        static final Occurrence NEVER = new Occurrence(0, 0);
    }

    /** Which rule is broken; empty if none is. */
    static Optional<String> broken(List<Part> parts) {
        for (Kind kind : Kind.values()) {
            long count = parts.stream().filter(p -> p.payload().kind() == kind).count();
            Occurrence rule = OCCURRENCES.getOrDefault(kind, Occurrence.NEVER);
            if (count < rule.least() || count > rule.most()) {
                return Optional.of(
                        "it has " + count + " payloads of the kind " + kind + ", which is against RFC 2409 §5.5");
            }
        }
        if (parts.get(0).payload().kind() != Kind.SECURITY_ASSOCIATION) {
            return Optional.of("its SA payload does not follow HASH at once (RFC 2409 §5.5)");
        }
        int identities = all(parts, Identification.class).size();
        if (identities == 1) {
            return Optional.of("it has one identification payload where there are two or none (RFC 2409 §5.5)");
        }
        int nonce = all(parts, Nonce.class).get(0).data().length();
        return nonce < SHORTEST_NONCE || nonce > LONGEST_NONCE
                ? Optional.of("its nonce has " + nonce + " octets instead of 8 to 256 (RFC 2409 §5)")
                : Optional.empty();
    }

    /** The payloads of a message that breaks no rule. */
    static QuickModePayloads of(List<Part> parts) {
        return new QuickModePayloads(
                all(parts, SecurityAssociation.class).get(0),
                all(parts, Nonce.class).get(0).data(),
                all(parts, KeyExchange.class).stream().map(KeyExchange::data).findFirst(),
                all(parts, Identification.class));
    }

    private static <T extends IsakmpPayload> List<T> all(List<Part> parts, Class<T> type) {
        return parts.stream()
                .map(Part::payload)
                .filter(type::isInstance)
                .map(type::cast)
                .collect(Collectors.toUnmodifiableList());
    }
}
