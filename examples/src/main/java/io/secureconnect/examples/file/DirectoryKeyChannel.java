package io.secureconnect.examples.file;

import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.spi.KeyChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A way to the distributor through a directory that something carries between the two: shared, or copied by rsync. The
 * host's key file comes in, its reports go out under {@code reports/}. It has no thread: its owner calls {@link #poll} now
 * and then, and {@link #flush} after it, on one thread; the engine may call the rest on any.
 */
public final class DirectoryKeyChannel implements KeyChannel {
    private final Path file;
    private final String workload;
    private final ReportDirectory reports;
    private final Runnable wake;
    private final List<KeyReport> waiting = new ArrayList<>();
    private @Nullable Consumer<SealedInstruction> inbox;
    private byte @Nullable [] delivered;

    /**
     * A channel for one host.
     *
     * @param directory private to the agent's user
     * @param wake called when there is something to flush; must return at once
     */
    public DirectoryKeyChannel(Path directory, String workload, Runnable wake) {
        PrivateFiles.requirePrivateDirectory(directory);
        this.file = KeyFile.of(directory, workload);
        this.workload = workload;
        this.reports = new ReportDirectory(PrivateFiles.createDirectory(directory.resolve("reports")));
        this.wake = wake;
    }

    @Override
    public synchronized void open(Consumer<SealedInstruction> inbox) {
        this.inbox = inbox;
    }

    /**
     * Hands over what the key file says, if that has changed.
     *
     * @return how many instructions were handed over
     * @throws io.secureconnect.api.error.SecureConnectException if it is open to others or cannot be understood
     */
    public int poll() {
        if (!Files.exists(file)) {
            return 0;
        }
        byte[] content = KeyFile.content(file);
        Consumer<SealedInstruction> target;
        synchronized (this) {
            if (inbox == null || Arrays.equals(content, delivered)) {
                return 0;
            }
            target = inbox;
            delivered = content;
        }
        List<SealedInstruction> instructions = KeyFile.decode(file, workload, content);
        instructions.forEach(target);
        return instructions.size();
    }

    /** Makes the next {@link #poll} hand over everything again. */
    public synchronized void repeat() {
        delivered = null;
    }

    @Override
    public void report(KeyReport report) {
        synchronized (this) {
            waiting.add(report);
        }
        wake.run();
    }

    /** Writes the reports that have come together, in one file. If that fails they are kept for the next time. */
    public void flush() {
        List<KeyReport> batch;
        synchronized (this) {
            batch = List.copyOf(waiting);
        }
        if (!batch.isEmpty()) {
            reports.add(workload, batch);
            synchronized (this) {
                waiting.subList(0, batch.size()).clear();
            }
        }
    }

    @Override
    public synchronized void close() {
        inbox = null;
    }
}
