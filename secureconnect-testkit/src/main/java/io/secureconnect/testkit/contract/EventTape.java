package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.spi.BackendEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Listens to a backend, on whatever thread it speaks. */
final class EventTape implements Consumer<BackendEvent> {
    private final BlockingQueue<BackendEvent> events = new LinkedBlockingQueue<>();
    private final BackendHarness harness;
    private final KeyScan scan;

    EventTape(BackendHarness harness, KeyScan scan) {
        this.harness = harness;
        this.scan = scan;
    }

    @Override
    public void accept(BackendEvent event) {
        scan.heard(event);
        events.add(event);
    }

    /** Waits for {@code expected}; events before it are passed over. */
    void await(BackendEvent expected) {
        await(expected::equals, expected.toString());
    }

    void await(Predicate<BackendEvent> wanted, String description) {
        List<BackendEvent> passedOver = new ArrayList<>();
        try {
            while (true) {
                BackendEvent event = events.poll(harness.patience().toMillis(), TimeUnit.MILLISECONDS);
                if (event != null && wanted.test(event)) {
                    return;
                }
                assertThat(event)
                        .as("expected %s within %s, heard only %s", description, harness.patience(), passedOver)
                        .isNotNull();
                passedOver.add(event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + description, e);
        }
    }

    /** What was heard and not awaited until now. */
    List<BackendEvent> rest() {
        harness.settle();
        List<BackendEvent> rest = new ArrayList<>();
        events.drainTo(rest);
        return rest;
    }
}
