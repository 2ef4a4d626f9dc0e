package io.secureconnect.windows.engine;

/** What calls a listener until it is closed. Its listener runs on a thread of Windows: return at once, and close nothing there. */
public interface Subscription extends AutoCloseable {
    /** Returns when the listener is not running, and will not run again. A second call does nothing. */
    @Override
    void close();
}
