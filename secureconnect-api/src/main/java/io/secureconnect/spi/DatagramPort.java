package io.secureconnect.spi;

import java.util.function.Consumer;

/**
 * The UDP sockets of IKE on one host, for both ports and all families it has. The kernel lets their datagrams pass whatever
 * its policies say, and takes ESP out of those of the port of NAT traversal.
 */
public interface DatagramPort extends AutoCloseable {
    IkePorts ports();

    /** Starts handing in what arrives, on a thread of the port; the receiver must return at once. Called once. */
    void listen(Consumer<Datagram> receiver);

    /** Sends, without blocking. What cannot be sent is lost, as on a wire; IKE repeats what it misses. */
    void send(Datagram datagram);

    @Override
    void close();
}
