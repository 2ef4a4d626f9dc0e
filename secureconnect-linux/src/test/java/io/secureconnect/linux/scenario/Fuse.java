package io.secureconnect.linux.scenario;

import com.sun.jna.Library;
import com.sun.jna.Native;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.KeyJournal;
import io.secureconnect.spi.SpiReservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts the steps of a process, which are every kernel change (before each, and after the last of a batch) and every note
 * in the key journal, and kills it with SIGKILL at a chosen one.
 */
final class Fuse {
    private static final int SIGKILL = 9;

    private final int deadlyStep;
    private int steps;

    /** @param deadlyStep counted from 1; 0 for none */
    Fuse(int deadlyStep) {
        this.deadlyStep = deadlyStep;
    }

    private interface Libc extends Library {
        Libc INSTANCE = Native.load("c", Libc.class);

        int getpid();

        int kill(int pid, int signal);
    }

    private synchronized void burn(String where) {
        steps++;
        System.out.println("STEP " + steps + " " + where);
        if (steps == deadlyStep) {
            System.out.flush();
            Libc.INSTANCE.kill(Libc.INSTANCE.getpid(), SIGKILL);
        }
    }

    /** {@code kernel}, one change at a time, with the fuse between. */
    IpsecBackend within(IpsecBackend kernel) {
        return new IpsecBackend() {
            @Override
            public List<ChangeResult> apply(List<? extends BackendChange> changes) {
                List<ChangeResult> results = new ArrayList<>();
                for (BackendChange change : changes) {
                    burn("before " + change.kind());
                    results.addAll(kernel.apply(List.of(change)));
                }
                if (!changes.isEmpty()) {
                    burn("after the batch");
                }
                return results;
            }

            @Override
            public BackendCapabilities capabilities() {
                return kernel.capabilities();
            }

            @Override
            public BackendSnapshot snapshot() {
                return kernel.snapshot();
            }

            @Override
            public SpiReservation reserveSpi(HostPair path) {
                return kernel.reserveSpi(path);
            }

            @Override
            public void listen(Consumer<BackendEvent> listener) {
                kernel.listen(listener);
            }

            @Override
            public Map<String, Long> counters() {
                return kernel.counters();
            }

            @Override
            public void close() {
                kernel.close();
            }
        };
    }

    /** {@code journal} with the fuse behind each note. */
    KeyJournal within(KeyJournal journal) {
        return new KeyJournal() {
            @Override
            public long highest(HostPair path, Direction direction) {
                return journal.highest(path, direction);
            }

            @Override
            public void use(HostPair path, Direction direction, long generation) {
                journal.use(path, direction, generation);
                burn("after the journal's note for " + direction);
            }

            @Override
            public void close() {
                journal.close();
            }
        };
    }
}
