package io.secureconnect.windows.audit;

import java.util.List;
import java.util.function.Consumer;

/** The event log of this machine, by structured queries. Thread-safe. */
public interface EventLog {
    /**
     * The newest events that a query selects, the newest first.
     *
     * @param query XML of the query schema
     * @param most how many
     * @return each as XML of the event schema
     * @throws io.secureconnect.api.error.SecureConnectException with {@code PERMISSION_DENIED} or {@code KERNEL_REFUSED}
     */
    List<String> newest(String query, int most);

    /**
     * Hands over events as they are written.
     *
     * @param past whether those that the log holds already come first
     * @param events called on a thread of Windows with XML of the event schema; {@code losses} with what went wrong there
     * @throws io.secureconnect.api.error.SecureConnectException as {@link #newest}
     */
    Watch watch(String query, boolean past, Consumer<String> events, Consumer<String> losses);

    /** What calls a listener until it is closed. */
    interface Watch extends AutoCloseable {
        /** Returns when the listener is not running and will not run again. Not to be called by the listener. */
        @Override
        void close();
    }
}
