package io.secureconnect.core.ike.exchange;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.List;

/**
 * What opening the encrypted part of a message gave.
 *
 * @param payloads that were inside; none unless {@link Verdict#WHOLE}
 * @param transcript the message as IKE_INTERMEDIATE authenticates it (RFC 9242 §3.3.2); empty unless whole
 * @param why what was wrong, for the log
 */
public record Opened(Verdict verdict, List<Payload> payloads, Bytes transcript, String why) {
    public Opened {
        payloads = List.copyOf(payloads);
    }

    /** How far it came. */
    public enum Verdict {
        /** Authentic and legible. */
        WHOLE,
        /** An authentic fragment; others are missing. */
        FRAGMENT,
        /** An authentic fragment that opens a message; of those that repeat a request, only this one earns an answer. */
        FIRST_FRAGMENT,
        /** Not encrypted, not authentic, or a fragment that is not wanted: to be ignored. */
        FORGED,
        /** Authentic, but not what RFC 7296 §3 says. */
        MALFORMED
    }

    static Opened whole(List<Payload> payloads, Bytes transcript) {
        return new Opened(Verdict.WHOLE, payloads, transcript, "");
    }

    /** To be ignored. */
    public static Opened forged(String why) {
        return without(Verdict.FORGED, why);
    }

    static Opened without(Verdict verdict, String why) {
        return new Opened(verdict, List.of(), Bytes.empty(), why);
    }
}
