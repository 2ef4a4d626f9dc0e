package io.secureconnect.spi;

import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import java.util.function.Consumer;

/** A host's way to its key distributor; any transport that delivers now and then will do. */
public interface KeyChannel extends AutoCloseable {
    /**
     * Starts handing instructions to {@code inbox}, on any thread. Repeats and reordering do no harm.
     */
    void open(Consumer<SealedInstruction> inbox);

    /** Sends a report; must not block. A report that is lost is made good when the instruction comes again. */
    void report(KeyReport report);

    @Override
    void close();
}
