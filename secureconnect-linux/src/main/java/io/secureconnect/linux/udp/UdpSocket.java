package io.secureconnect.linux.udp;

import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.spi.Datagram;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A UDP socket whose datagrams pass in and out whatever the SPD says.
 *
 * <p>One thread receives; sending and closing are for one thread at a time, which may be another.
 */
public interface UdpSocket extends AutoCloseable {
    UdpPort port();

    /** By which a {@link SocketWatch} knows it. */
    int descriptor();

    /** Makes room for {@code octets} that have arrived and were not received yet; the kernel raises it to its minimum. */
    void makeRoom(int octets);

    /**
     * Hands over the next datagram that has arrived, if it has usable addresses.
     *
     * @return false if nothing has arrived
     * @throws UdpIoException if the socket is of no use any more
     */
    boolean receive(Consumer<Datagram> receiver);

    /** Sends without blocking; the answer is why it was not sent, if it was not. */
    Optional<Errno> send(Datagram datagram);

    @Override
    void close();
}
