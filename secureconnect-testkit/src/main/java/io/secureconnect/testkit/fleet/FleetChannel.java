package io.secureconnect.testkit.fleet;

import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.spi.KeyChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One engine's way to the distributor: mail in both directions, lost while the host is cut off or its process dead. */
final class FleetChannel implements KeyChannel {
    private final BooleanSupplier connected;
    private final List<KeyReport> reports = new ArrayList<>();
    private @Nullable Consumer<SealedInstruction> inbox;

    FleetChannel(BooleanSupplier connected) {
        this.connected = connected;
    }

    @Override
    public synchronized void open(Consumer<SealedInstruction> newInbox) {
        inbox = newInbox;
    }

    @Override
    public synchronized void report(KeyReport report) {
        if (connected.getAsBoolean()) {
            reports.add(report);
        }
    }

    @Override
    public synchronized void close() {
        inbox = null;
    }

    /** Hands an instruction over if the engine listens. */
    void deliver(SealedInstruction instruction) {
        Consumer<SealedInstruction> listening;
        synchronized (this) {
            listening = connected.getAsBoolean() ? inbox : null;
        }
        if (listening != null) {
            listening.accept(instruction);
        }
    }

    /** What the engine reported since it was asked last. */
    synchronized List<KeyReport> takeReports() {
        List<KeyReport> taken = List.copyOf(reports);
        reports.clear();
        return taken;
    }
}
