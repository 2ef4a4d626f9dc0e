package io.secureconnect.core.runtime;

import io.secureconnect.api.error.SecureConnectException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was read from files, read again when they change. What cannot be read is logged once, and the last good value stays.
 * A value is given up when the second one after it is there, because a negotiation may still hold it. Thread-safe.
 */
final class Reloaded<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Reloaded.class);

    private final List<Path> files;
    private final Supplier<T> read;
    private final Consumer<T> giveUp;
    private FileStamps stamps;
    private T current;
    private @Nullable T previous;

    /**
     * Reads the files.
     *
     * @param read throws {@link SecureConnectException} if they are wrong
     * @param giveUp wipes a value that nobody gets any more
     */
    Reloaded(List<Path> files, Supplier<T> read, Consumer<T> giveUp) {
        this.files = files;
        this.read = read;
        this.giveUp = giveUp;
        this.stamps = FileStamps.of(files);
        this.current = read.get();
    }

    synchronized T current() {
        FileStamps now = FileStamps.of(files);
        if (!now.equals(stamps)) {
            stamps = now;
            reload();
        }
        return current;
    }

    private void reload() {
        T fresh;
        try {
            fresh = read.get();
        } catch (SecureConnectException e) {
            LOG.error("the old credentials stay in use: {}", e.getMessage());
            return;
        }
        T old = previous;
        previous = current;
        current = fresh;
        if (old != null) {
            giveUp.accept(old);
        }
        LOG.info("credentials were read anew from {}", files);
    }
}
