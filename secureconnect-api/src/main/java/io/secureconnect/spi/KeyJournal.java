package io.secureconnect.spi;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;

/**
 * The host's memory of which controller keys it has used, so that none serves twice (RFC 4106 §3: a nonce must never repeat
 * under one key). For each path and direction it holds the highest key generation that was ever handed to the kernel.
 *
 * <p>Called from one thread.
 */
public interface KeyJournal extends AutoCloseable {
    /** The highest generation used, or 0. */
    long highest(HostPair path, Direction direction);

    /**
     * Notes that {@code generation} is about to be used. When it returns, the note survives a crash of the process and of
     * the machine.
     *
     * @throws IllegalArgumentException if it is not above {@link #highest}
     * @throws io.secureconnect.api.error.SecureConnectException with {@code JOURNAL_FAILED} if it cannot be written; the key
     *     must then not be used
     */
    void use(HostPair path, Direction direction, long generation);

    /** Frees what the process holds; the notes stay. Whoever opened a journal closes it, after the engine. */
    @Override
    default void close() {}

    /**
     * A journal that lasts as long as the process, for kernels that last no longer; for all others see {@link
     * io.secureconnect.api.SecureConnect#keyJournal}.
     */
    static KeyJournal inMemory() {
        return new InMemoryKeyJournal();
    }
}
