package io.secureconnect.core.ike.v1.session;

import io.secureconnect.core.ike.exchange.LocalWindow;
import io.secureconnect.core.ike.v1.informational.Notice;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the peer whether it lives, and answers that (RFC 3706). One question at a time; repeated, it keeps its sequence number and
 * gets a message id of its own, since a message id serves once.
 */
final class Liveness {
    /** From this many unanswered questions on, the peer is asked whether it still knows the ISAKMP SA. */
    private static final int DOUBTFUL = 4;

    private final Association session;
    private final LocalWindow window;
    private int sequenceNumber;
    private int transmissions;
    private @Nullable IsakmpSa asked;
    private @Nullable Moment begun;

    Liveness(Association session) {
        this.session = session;
        this.window = session.window();
        this.sequenceNumber = ByteBuffer.wrap(session.context().random().octets(Integer.BYTES))
                        .getInt()
                >>> 1;
    }

    boolean isUnderWay() {
        return asked != null;
    }

    void ask(IsakmpSa sa, Instant now) {
        if (asked != null) {
            return;
        }
        sequenceNumber++;
        asked = sa;
        begun = session.moment(now);
        transmissions = 1;
        window.sent(session.tell(sa, List.of(new Notice.Liveness(false, sequenceNumber))), now);
    }

    void receive(IsakmpSa sa, Notice.Liveness notice) {
        if (!notice.acknowledgement()) {
            session.tell(sa, List.of(new Notice.Liveness(true, notice.sequenceNumber())));
        } else if (notice.sequenceNumber() == sequenceNumber) {
            forget();
        }
    }

    void wake(Instant now) {
        IsakmpSa sa = asked;
        Moment since = begun;
        if (sa == null || since == null) {
            return;
        }
        switch (window.due(now)) {
            case REPEAT -> {
                session.tell(sa, List.of(new Notice.Liveness(false, sequenceNumber)));
                transmissions++;
                if (transmissions == DOUBTFUL) {
                    session.doubt(sa, since, now);
                }
            }
            case GIVE_UP -> {
                forget();
                session.unanswered(sa, since, Optional.empty(), now);
            }
            case NOTHING -> {}
        }
    }

    /** The ISAKMP SA is no more. */
    void interrupt(IsakmpSa sa) {
        if (asked == sa) {
            forget();
        }
    }

    private void forget() {
        asked = null;
        begun = null;
        window.answered();
    }

    Optional<Instant> dueAt() {
        return window.dueAt();
    }
}
