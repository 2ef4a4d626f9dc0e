package io.secureconnect.linux.netlink;

import java.util.Optional;

/**
 * What became of one request of a batch.
 *
 * @param kind whether it was carried out, refused, or neither is known
 * @param error present if refused
 */
public record Verdict(Kind kind, Optional<NetlinkError> error) {
    /** The three ways a request may end. */
    public enum Kind {
        ACCEPTED,
        REFUSED,
        /** The kernel worked it off, but the answer was lost: only a dump can tell. */
        UNKNOWN
    }

    public static final Verdict ACCEPTED = new Verdict(Kind.ACCEPTED, Optional.empty());
    public static final Verdict UNKNOWN = new Verdict(Kind.UNKNOWN, Optional.empty());

    public static Verdict refused(NetlinkError error) {
        return new Verdict(Kind.REFUSED, Optional.of(error));
    }

    public boolean isAccepted() {
        return kind == Kind.ACCEPTED;
    }

    /** Whether it was refused with {@code errno}. */
    public boolean isRefusedWith(Errno errno) {
        return error.filter(e -> e.errno().equals(errno)).isPresent();
    }
}
