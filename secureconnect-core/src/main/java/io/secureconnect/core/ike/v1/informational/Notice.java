package io.secureconnect.core.ike.v1.informational;

import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.keys.Cookies;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage.Part;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** One thing that one end tells the other (RFC 2408 §3.14, §3.15). Dispatch on {@link #kind()}; the family is closed. */
public sealed interface Notice {
    Kind kind();

    /** What payloads tell, in their order; those that tell nothing are left out. */
    static List<Notice> of(List<Part> parts) {
        return parts.stream()
                .flatMap(p -> NoticeFormat.notice(p.payload()).stream())
                .collect(Collectors.toUnmodifiableList());
    }

    /**
     * The payload that tells it.
     *
     * @param own cookies of the ISAKMP SA under which it is sent
     */
    default IsakmpPayload payload(Cookies own) {
        return NoticeFormat.payload(this, own);
    }

    /** What can be told. */
    enum Kind {
        ESP_DELETED,
        ISAKMP_DELETED,
        LIVENESS,
        INITIAL_CONTACT,
        RESPONDER_LIFETIME,
        CONNECTED,
        REFUSAL,
        OTHER
    }

    /**
     * ESP SAs that the sender has no longer.
     *
     * @param spis those that the sender received under; each at most once, and never a reserved one
     */
    record EspDeleted(List<Spi> spis) implements Notice {
        public EspDeleted {
            spis = List.copyOf(spis);
        }

        @Override
        public Kind kind() {
            return Kind.ESP_DELETED;
        }
    }

    /** ISAKMP SAs that the sender has no longer. */
    record IsakmpDeleted(List<Cookies> cookies) implements Notice {
        public IsakmpDeleted {
            cookies = List.copyOf(cookies);
        }

        @Override
        public Kind kind() {
            return Kind.ISAKMP_DELETED;
        }
    }

    /**
     * R-U-THERE, or R-U-THERE-ACK (RFC 3706 §5).
     *
     * @param acknowledgement whether it is the answer
     * @param sequenceNumber unsigned; an answer repeats that of the question
     */
    record Liveness(boolean acknowledgement, int sequenceNumber) implements Notice {
        @Override
        public Kind kind() {
            return Kind.LIVENESS;
        }
    }

    /** The sender knows no other SA with this host (RFC 2407 §4.6.3.3). */
    record InitialContact() implements Notice {
        @Override
        public Kind kind() {
            return Kind.INITIAL_CONTACT;
        }
    }

    /**
     * How long the responder means to keep what was agreed on (RFC 2407 §4.6.3.1).
     *
     * @param spi the responder's, of ESP; empty for an ISAKMP SA
     * @param kilobytes units of 1024 octets
     */
    record ResponderLifetime(Optional<Spi> spi, Optional<Duration> lifetime, OptionalLong kilobytes) implements Notice {
        @Override
        public Kind kind() {
            return Kind.RESPONDER_LIFETIME;
        }
    }

    /** The sender is ready for packets of the SA, after it asked by the commit bit to wait (RFC 2408 §3.1). */
    record Connected(Optional<Spi> spi) implements Notice {
        @Override
        public Kind kind() {
            return Kind.CONNECTED;
        }
    }

    /**
     * An error.
     *
     * @param type number of the registry, below 16384
     * @param spi of ESP, if it is about a quick mode and says which one
     * @param fault what people read
     */
    record Refusal(int type, Optional<Spi> spi, IkeFault fault) implements Notice {
        @Override
        public Kind kind() {
            return Kind.REFUSAL;
        }
    }

    /** A status that this build has no use for. */
    record Other(int type) implements Notice {
        @Override
        public Kind kind() {
            return Kind.OTHER;
        }
    }
}
