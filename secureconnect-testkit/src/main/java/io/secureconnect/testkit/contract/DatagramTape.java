package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.spi.Datagram;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Listens to the sockets of IKE, on whatever thread they speak. */
final class DatagramTape implements Consumer<Datagram> {
    private final BlockingQueue<Datagram> arrived = new LinkedBlockingQueue<>();
    private final BackendHarness harness;

    DatagramTape(BackendHarness harness) {
        this.harness = harness;
    }

    @Override
    public void accept(Datagram datagram) {
        arrived.add(datagram);
    }

    /** Fails unless the next that arrives is {@code expected}. */
    void awaitNext(Datagram expected, String description) {
        try {
            Datagram next = arrived.poll(harness.patience().toMillis(), TimeUnit.MILLISECONDS);
            assertThat(next).as(description).isEqualTo(expected);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + description, e);
        }
    }
}
