package io.secureconnect.core.ike.host;

import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.session.IkeEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Outbound SAs of one path that wait while an older child serves: a responder has them as soon as it has answered IKE_AUTH, and its
 * peer the inbound ones only when it has the answer. They are installed when the peer is heard on their session, when nothing
 * older serves any more, or after a moment.
 */
final class LateOutbound {
    private static final Duration MOMENT = Duration.ofMillis(500);

    private record Waiting(Held held, IkeEffect.Install install, Instant until) {}

    private final Consumer<IkeEffect> out;
    private final List<Waiting> waiting = new ArrayList<>(1);

    LateOutbound(Consumer<IkeEffect> out) {
        this.out = out;
    }

    /** Takes the key over. */
    void hold(Held held, IkeEffect.Install install, Instant now) {
        waiting.add(new Waiting(held, install, now.plus(MOMENT)));
    }

    /** The peer has spoken on the session, so it has the answer. */
    void heard(Held held) {
        release(late -> late.held() == held);
    }

    void releaseAll() {
        release(late -> true);
    }

    void due(Instant now) {
        release(late -> !late.until().isAfter(now));
    }

    Optional<Instant> next() {
        return waiting.stream().map(Waiting::until).min(Instant::compareTo);
    }

    /** It is not wanted any more; whether it waited. Its key is wiped. */
    boolean drop(SaId id) {
        return waiting.removeIf(late -> {
            boolean dropped = late.install().sa().id().equals(id);
            if (dropped) {
                late.install().sa().close();
            }
            return dropped;
        });
    }

    /** Wipes all that waits. */
    void wipe() {
        waiting.forEach(late -> late.install().sa().close());
        waiting.clear();
    }

    private void release(Predicate<Waiting> which) {
        waiting.removeIf(late -> {
            boolean released = which.test(late);
            if (released) {
                out.accept(late.install());
            }
            return released;
        });
    }
}
