package io.secureconnect.core.ike.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The timers of a session that run, a handful; each is there once for each subject.
 *
 * @param <T> what a session waits for; of those due at one time, the first named goes first
 */
public final class Timers<T extends Enum<T>> {
    /**
     * One that runs.
     *
     * @param subject a child or an IKE SA; the session itself where there is no choice
     */
    public record Running<T>(T timer, Object subject, Instant at) {}

    private final List<Running<T>> running = new ArrayList<>(4);

    /** Starts a timer, or starts it anew. */
    public void start(T timer, Object subject, Instant at) {
        stop(timer, subject);
        running.add(new Running<>(timer, subject, at));
    }

    public void stop(T timer, Object subject) {
        running.removeIf(r -> r.timer() == timer && r.subject() == subject);
    }

    /** Stops all timers of a subject that is no more. */
    public void stopAll(Object subject) {
        running.removeIf(r -> r.subject() == subject);
    }

    public void stopAll() {
        running.clear();
    }

    public boolean runs(T timer, Object subject) {
        return running.stream().anyMatch(r -> r.timer() == timer && r.subject() == subject);
    }

    public Optional<Instant> next() {
        return running.stream().map(Running::at).min(Comparator.naturalOrder());
    }

    /** Stops and returns the earliest timer that is due. */
    public Optional<Running<T>> due(Instant now) {
        Optional<Running<T>> first = running.stream()
                .filter(r -> !r.at().isAfter(now))
                .min(Comparator.comparing((Running<T> r) -> r.at()).thenComparing(Running::timer));
        first.ifPresent(running::remove);
        return first;
    }
}
