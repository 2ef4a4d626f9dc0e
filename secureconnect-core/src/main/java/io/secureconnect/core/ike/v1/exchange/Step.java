package io.secureconnect.core.ike.v1.exchange;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.rules.IkeFault;
import java.util.Optional;

/**
 * What became of an exchange by one message, or by its start.
 *
 * @param send a message to the peer, header and all, not yet in fragments; empty if it is the peer's turn, or nobody's
 * @param result what was agreed on, as soon as this end knows it
 * @param fault why it came to nothing, or why the message was not for this exchange
 */
public record Step<T>(Kind kind, Optional<Bytes> send, Optional<T> result, Optional<IkeFault> fault) {
    /** What follows. */
    public enum Kind {
        /**
         * The message counts for nothing: the exchange stands where it stood, and IVs too. If there is something to send, it is
         * the last answer again for a peer that repeats itself, or what tells the peer why its message was not taken.
         */
        IGNORED,
        /** The exchange waits for the peer's next message. */
        CONTINUED,
        /** The exchange is over; what was sent last is kept for a peer that repeats itself. */
        DONE,
        /** The exchange came to nothing; what is to be sent tells the peer so. */
        FAILED
    }

    public static <T> Step<T> ignored(IkeFault fault) {
        return new Step<>(Kind.IGNORED, Optional.empty(), Optional.empty(), Optional.of(fault));
    }

    /** The message counts for nothing, and the peer is told why, unless it was told too often. */
    public static <T> Step<T> ignored(Optional<Bytes> send, IkeFault fault) {
        return new Step<>(Kind.IGNORED, send, Optional.empty(), Optional.of(fault));
    }

    /** The peer repeats itself, and gets the last answer again; or nothing, if it did so too often. */
    public static <T> Step<T> repeated(Optional<Bytes> send) {
        return new Step<>(Kind.IGNORED, send, Optional.empty(), Optional.empty());
    }

    public static <T> Step<T> continued(Bytes send) {
        return new Step<>(Kind.CONTINUED, Optional.of(send), Optional.empty(), Optional.empty());
    }

    /** The exchange goes on, and this end knows already what it comes to: quick mode's responder. */
    public static <T> Step<T> continued(Bytes send, T result) {
        return new Step<>(Kind.CONTINUED, Optional.of(send), Optional.of(result), Optional.empty());
    }

    public static <T> Step<T> done(Optional<Bytes> send, T result) {
        return new Step<>(Kind.DONE, send, Optional.of(result), Optional.empty());
    }

    public static <T> Step<T> failed(Optional<Bytes> send, IkeFault fault) {
        return new Step<>(Kind.FAILED, send, Optional.empty(), Optional.of(fault));
    }
}
