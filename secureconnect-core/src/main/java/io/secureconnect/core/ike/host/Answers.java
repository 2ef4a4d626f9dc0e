package io.secureconnect.core.ike.host;

import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.spi.Datagram;
import java.time.Instant;
import java.util.function.Consumer;

/** What goes back to those of whom nothing is kept: on the way they came, and only so many. */
final class Answers {
    private static final int AT_ONCE = 20;
    private static final int A_SECOND = 10;

    private final Framing framing;
    private final IkeCounters counters;
    private final Consumer<IkeEffect> out;
    private final RateLimit limit = new RateLimit(AT_ONCE, A_SECOND);

    Answers(Framing framing, IkeCounters counters, Consumer<IkeEffect> out) {
        this.framing = framing;
        this.counters = counters;
        this.out = out;
    }

    void give(Datagram request, byte[] message) {
        out.accept(new IkeEffect.Send(framing.answer(request, message)));
    }

    /** If not too many were given lately; else it is counted. */
    void giveIfAllowed(Datagram request, byte[] message, Instant now) {
        if (limit.allows(now)) {
            give(request, message);
        } else {
            counters.count(IkeCounter.ANSWER_WITHHELD, now, () -> "to " + request.remote());
        }
    }
}
