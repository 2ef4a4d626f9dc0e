package io.secureconnect.core.runtime;

import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.event.SecureConnectListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an input leads to for others: events first, then answers. It is emptied when the work on an input is done, so that
 * nobody outside hears of, or acts in the middle of, a state that is half made.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final SecureConnectListener listener;
    private final Deque<SecureConnectEvent> events = new ArrayDeque<>();
    private final List<Runnable> answers = new ArrayList<>();

    Outbox(SecureConnectListener listener) {
        this.listener = listener;
    }

    void announce(SecureConnectEvent event) {
        events.add(event);
    }

    void announceAll(Collection<? extends SecureConnectEvent> all) {
        events.addAll(all);
    }

    <T> void answer(CompletableFuture<T> waiting, T value) {
        answers.add(() -> waiting.complete(value));
    }

    void done(CompletableFuture<Void> waiting) {
        answers.add(() -> waiting.complete(null));
    }

    void fail(CompletableFuture<?> waiting, RuntimeException cause) {
        answers.add(() -> waiting.completeExceptionally(cause));
    }

    /** Delivers all. Whatever a listener throws is its own affair: it is logged, and the engine goes on. */
    void flush() {
        for (SecureConnectEvent event = events.poll(); event != null; event = events.poll()) {
            LOG.debug("{}", event);
            try {
                listener.on(event);
            } catch (Throwable thrown) {
                LOG.warn("a listener failed on {}; the engine goes on", event, thrown);
            }
        }
        List<Runnable> due = List.copyOf(answers);
        answers.clear();
        due.forEach(Runnable::run);
    }
}
