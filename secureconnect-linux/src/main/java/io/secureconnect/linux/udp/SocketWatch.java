package io.secureconnect.linux.udp;

/** Waits for some sockets at a time. One thread waits; any thread may end that. */
public interface SocketWatch extends AutoCloseable {
    /**
     * Returns when a socket has something.
     *
     * @return false after {@link #end}
     */
    boolean await();

    /** Whether the socket at {@code index} of the list that is watched had something when {@link #await} returned. */
    boolean isReady(int index);

    /** Makes {@link #await} return false at once, now and from now on. */
    void end();

    /** Frees the watch; nobody may be waiting. */
    @Override
    void close();
}
