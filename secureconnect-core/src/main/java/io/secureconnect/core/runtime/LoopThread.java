package io.secureconnect.core.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An {@link EventLoop} with a daemon thread of its own; the one thread of an engine. */
final class LoopThread implements EventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);
    private static final Duration LONGEST_NAP = Duration.ofDays(1);

    private final String name;
    private final LinkedBlockingQueue<EngineInput> inputs = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread thread;
    private boolean ended;

    LoopThread(String name) {
        this.name = name;
    }

    @Override
    public void start(EngineState engine) {
        Thread created = new Thread(() -> run(engine), name);
        created.setDaemon(true);
        thread = created;
        created.start();
    }

    @Override
    public boolean submit(EngineInput input) {
        synchronized (inputs) {
            return !ended && inputs.add(input);
        }
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    private void run(EngineState engine) {
        while (!engine.ended()) {
            engine.on(next(engine.untilWake()));
        }
        synchronized (inputs) {
            ended = true;
        }
        // Nothing can come in any more; those who came too late are told so.
        for (EngineInput late = inputs.poll(); late != null; late = inputs.poll()) {
            engine.on(late);
        }
    }

    private EngineInput next(Optional<Duration> untilWake) {
        while (true) {
            try {
                Duration nap =
                        untilWake.filter(d -> d.compareTo(LONGEST_NAP) < 0).orElse(LONGEST_NAP);
                EngineInput input = inputs.poll(Math.max(0, nap.toNanos()), TimeUnit.NANOSECONDS);
                return input == null ? new EngineInput.Wake() : input;
            } catch (InterruptedException e) {
                LOG.warn("somebody interrupted {}; the engine ends by close() only", name);
            }
        }
    }
}
