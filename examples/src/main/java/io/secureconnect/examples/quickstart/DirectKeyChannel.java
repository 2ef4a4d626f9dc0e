package io.secureconnect.examples.quickstart;

import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.spi.KeyChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The shortest way between a host and its distributor: reports wait until they are asked for. Thread-safe. */
final class DirectKeyChannel implements KeyChannel {
    private final List<KeyReport> reports = new ArrayList<>();
    private Consumer<SealedInstruction> inbox = instruction -> {};

    @Override
    public synchronized void open(Consumer<SealedInstruction> newInbox) {
        inbox = newInbox;
    }

    /** Hands an instruction to the host, if it listens. */
    void deliver(SealedInstruction instruction) {
        Consumer<SealedInstruction> target;
        synchronized (this) {
            target = inbox;
        }
        target.accept(instruction);
    }

    @Override
    public synchronized void report(KeyReport report) {
        reports.add(report);
    }

    /** What was reported since the last call. */
    synchronized List<KeyReport> take() {
        List<KeyReport> taken = List.copyOf(reports);
        reports.clear();
        return taken;
    }

    @Override
    public synchronized void close() {
        inbox = instruction -> {};
    }
}
