package io.secureconnect.linux.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that waits on an {@link EventSocket} and hands each message on. Whatever it could not read counts as lost.
 * Each datagram is wiped after use: a notice of a new SA holds its key.
 */
public final class EventReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);

    private final EventSocket socket;
    private final Consumer<NetlinkMessage> messages;
    private final Runnable lost;
    private final Thread thread;

    /**
     * A reader that owns {@code socket}; {@link #start} begins.
     *
     * @param messages called for each message on the reader's thread; must not keep it
     * @param lost called on the same thread when messages were lost
     */
    public EventReader(EventSocket socket, Consumer<NetlinkMessage> messages, Runnable lost) {
        this.socket = socket;
        this.messages = messages;
        this.lost = lost;
        this.thread = new Thread(this::run, "secureconnect-kernel-events");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        for (boolean open = true; open; ) {
            try {
                Optional<ByteBuffer> datagram = socket.await();
                open = datagram.isPresent();
                datagram.ifPresent(this::handle);
            } catch (NetlinkIoException e) {
                open = e.errno().equals(Errno.ENOBUFS);
                LOG.warn("kernel events were lost: {}{}", e.getMessage(), open ? "" : "; no more will be heard");
                tellLost();
            }
        }
    }

    private void handle(ByteBuffer datagram) {
        try {
            Datagram.forEach(datagram, messages);
        } catch (RuntimeException e) { // whatever one message does to its handler, the next must be heard
            LOG.warn("a kernel event was not understood and counts as lost", e);
            tellLost();
        } finally {
            Datagram.wipe(datagram);
        }
    }

    private void tellLost() {
        try {
            lost.run();
        } catch (RuntimeException e) { // the listener's fault must not end the thread
            LOG.error("the listener for kernel events failed", e);
        }
    }

    /** Ends the thread; when this returns, no handler is called any more, unless a handler called it. */
    @Override
    public void close() {
        socket.close();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
