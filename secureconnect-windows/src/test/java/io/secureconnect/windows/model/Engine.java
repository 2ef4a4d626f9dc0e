package io.secureconnect.windows.model;

import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.windows.model.Refusal.Refused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state that all sessions of a host share, under one lock: committed objects, the transaction there may be, SA contexts. */
final class Engine {
    private final ManualClock clock;
    private final Object turns;
    private final List<Runnable> observers = new ArrayList<>();
    private final Queue<Runnable> outbox = new ArrayDeque<>();
    private BiConsumer<ObjectStore, ObjectStore> onCommit = (before, after) -> {};
    private ObjectStore committed = new ObjectStore();
    private @Nullable HostSession writer;
    private ObjectStore working = committed;
    private long lastFilterId = 0x10000;
    private long lastContextId;
    private int lastSession;
    private int boots;
    /** Before the filter engine runs only boot-time filters hold. */
    private boolean running = true;

    /** @param turns held as long as the lock is */
    Engine(ManualClock clock, Object turns) {
        this.clock = clock;
        this.turns = turns;
    }

    int nextSession() {
        return ++lastSession;
    }

    long nextFilterId() {
        return ++lastFilterId;
    }

    long nextContextId() {
        return ++lastContextId;
    }

    boolean isRunning() {
        return running;
    }

    /** What packets meet, and who is in no transaction sees. */
    ObjectStore committed() {
        return committed;
    }

    ObjectStore seenBy(HostSession session) {
        return writer == session ? working : committed;
    }

    boolean isWriting(HostSession session) {
        return writer == session;
    }

    void begin(HostSession session) {
        if (writer == session) {
            throw Refusal.TXN_IN_PROGRESS.raised();
        }
        requireNoWriter();
        writer = session;
        working = committed.copy();
    }

    void commit(HostSession session) {
        requireWriter(session);
        writer = null;
        become(working);
    }

    void abort(HostSession session) {
        requireWriter(session);
        writer = null;
        working = committed;
    }

    /** Does {@code change} in the transaction of {@code session}, or in one of its own. It checks all before it changes anything. */
    <T> T change(HostSession session, Function<ObjectStore, T> change) {
        if (writer == session) {
            return change.apply(working);
        }
        requireNoWriter();
        ObjectStore next = committed.copy();
        T result = change.apply(next);
        become(next);
        return result;
    }

    /** Does what no transaction may hold. */
    <T> T outsideTransaction(HostSession session, Supplier<T> write) {
        if (writer == session) {
            throw Refusal.TXN_IN_PROGRESS.raised();
        }
        if (session.isDynamic()) {
            throw Refusal.DYNAMIC_SESSION_IN_PROGRESS.raised();
        }
        T result = write.get();
        written();
        return result;
    }

    /** What becomes of a session's objects and transaction. */
    void end(HostSession session) {
        if (writer == session) {
            abort(session);
        }
        ObjectStore next = committed.copy();
        if (next.removeIf(
                held -> held.lifetime() == Lifetime.DYNAMIC && held.author().session() == session.number())) {
            become(next);
        }
    }

    private void become(ObjectStore next) {
        ObjectStore before = committed;
        committed = next;
        onCommit.accept(before, next);
        written();
    }

    /** Tells what was, and what is, committed. */
    void onCommit(BiConsumer<ObjectStore, ObjectStore> listener) {
        onCommit = listener;
    }

    /** The time between two runs of the engine: first only boot-time filters hold, then those that persist. */
    void reboot(SaTable sas) {
        boots++;
        writer = null;
        ObjectStore next = committed.copy();
        next.removeIf(held -> held.lifetime().compareTo(Lifetime.PERSISTENT) < 0);
        committed = next;
        sas.clear();
        running = false;
        written();
        running = true;
        written();
    }

    void observe(Runnable observer) {
        observers.add(observer);
    }

    void written() {
        List.copyOf(observers).forEach(Runnable::run);
    }

    /** Runs {@code notice} when the lock is let go. */
    void tell(Runnable notice) {
        outbox.add(notice);
    }

    <T> T locked(Supplier<T> work) {
        T result = looking(work);
        if (!Thread.holdsLock(this)) {
            deliver();
        }
        return result;
    }

    /** With the lock, from within a notice: the others wait for it. */
    <T> T looking(Supplier<T> work) {
        synchronized (turns) {
            synchronized (this) {
                return work.get();
            }
        }
    }

    private void deliver() {
        for (Runnable notice = next(); notice != null; notice = next()) {
            notice.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        return outbox.poll();
    }

    /** Runs {@code write} with the lock after {@code delay}, unless the machine has restarted by then, and tells observers. */
    void after(Duration delay, Runnable write) {
        int boot = boots;
        clock.after(
                delay,
                () -> locked(() -> {
                    if (boot == boots) {
                        write.run();
                        written();
                    }
                    return boot;
                }));
    }

    private void requireNoWriter() {
        if (writer != null) {
            throw Refusal.TIMEOUT.raised();
        }
    }

    private void requireWriter(HostSession session) {
        if (writer != session) {
            throw Refusal.NO_TXN_IN_PROGRESS.raised();
        }
    }

    /** Names the call in what the rules refuse. */
    static <T> T named(String call, Supplier<T> work) {
        try {
            return work.get();
        } catch (Refused refused) {
            throw refused.of(call);
        }
    }
}
