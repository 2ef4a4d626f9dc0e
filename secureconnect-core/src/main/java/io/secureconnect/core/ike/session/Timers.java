package io.secureconnect.core.ike.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The timers of a session that run, a handful; each is there once for each subject. */
final class Timers {
    /**
     * One that runs.
     *
     * @param subject a child or an IKE SA; the session itself where there is no choice
     */
    record Running(Timer timer, Object subject, Instant at) {}

    private final List<Running> running = new ArrayList<>(4);

    /** Starts a timer, or starts it anew. */
    void start(Timer timer, Object subject, Instant at) {
        stop(timer, subject);
        running.add(new Running(timer, subject, at));
    }

    void stop(Timer timer, Object subject) {
        running.removeIf(r -> r.timer() == timer && r.subject() == subject);
    }

    /** Stops all timers of a subject that is no more. */
    void stopAll(Object subject) {
        running.removeIf(r -> r.subject() == subject);
    }

    void stopAll() {
        running.clear();
    }

    boolean runs(Timer timer, Object subject) {
        return running.stream().anyMatch(r -> r.timer() == timer && r.subject() == subject);
    }

    Optional<Instant> next() {
        return running.stream().map(Running::at).min(Comparator.naturalOrder());
    }

    /** Stops and returns the earliest timer that is due. */
    Optional<Running> due(Instant now) {
        Optional<Running> first = running.stream()
                .filter(r -> !r.at().isAfter(now))
                .min(Comparator.comparing(Running::at).thenComparing(Running::timer));
        first.ifPresent(running::remove);
        return first;
    }
}
