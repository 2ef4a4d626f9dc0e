package io.secureconnect.core.ike.rules;

import io.secureconnect.core.ike.registry.SecurityProtocol;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.Optional;

/** What the values of single payloads must obey, whichever message they are in; an empty answer where they do. */
final class ValueRules {
    private static final int SHORTEST_NONCE = 16;
    private static final int LONGEST_NONCE = 256;
    private static final int IPSEC_SPI_OCTETS = 4;

    private ValueRules() {}

    static Optional<String> breach(Payload payload) {
        return switch (payload.kind()) {
            case NONCE -> nonce((Payload.Nonce) payload);
            case DELETE -> delete((Payload.Delete) payload);
            case SECURITY_ASSOCIATION -> association((Payload.SecurityAssociation) payload);
            case NOTIFY -> NotifyRules.breach((Payload.Notify) payload);
            case TRAFFIC_SELECTORS -> selectors((Payload.TrafficSelectors) payload);
            default -> Optional.empty();
        };
    }

    private static Optional<String> nonce(Payload.Nonce nonce) {
        int octets = nonce.data().length();
        return unless(
                octets >= SHORTEST_NONCE && octets <= LONGEST_NONCE,
                "a nonce of " + octets + " octets; it has 16 to 256 (RFC 7296 §3.9)");
    }

    private static Optional<String> delete(Payload.Delete delete) {
        int expected = delete.protocol() == SecurityProtocol.IKE.number() ? 0 : IPSEC_SPI_OCTETS;
        return unless(
                SecurityProtocol.of(delete.protocol()).isPresent() && delete.spiSize() == expected,
                "a Delete for " + SecurityProtocol.text(delete.protocol()) + " with SPIs of " + delete.spiSize()
                        + " octets; there are 0 for IKE, 4 for AH and ESP (RFC 7296 §3.11)");
    }

    /** Proposals with a strange number or SPI are refused one by one, by those who choose; an SA without any is not one. */
    private static Optional<String> association(Payload.SecurityAssociation association) {
        return unless(!association.proposals().isEmpty(), "an SA without a proposal (RFC 7296 §3.3)");
    }

    private static Optional<String> selectors(Payload.TrafficSelectors selectors) {
        return unless(!selectors.selectors().isEmpty(), "no traffic selector (RFC 7296 §3.13)");
    }

    private static Optional<String> unless(boolean holds, String breach) {
        return holds ? Optional.empty() : Optional.of(breach);
    }
}
