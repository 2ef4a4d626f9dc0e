package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The sockets of IKE on a {@link MemoryKernel}. Datagrams travel as UDP packets on whatever wire the kernel is connected to,
 * and are handed in on the thread that carried them; a receiver that answers at once is called again before it returns.
 */
final class MemoryDatagramPort implements DatagramPort {
    private final MemoryKernel kernel;
    private final IkePorts ports;
    private volatile Consumer<Datagram> receiver = datagram -> {};

    MemoryDatagramPort(MemoryKernel kernel, IkePorts ports) {
        this.kernel = kernel;
        this.ports = Objects.requireNonNull(ports, "ports");
    }

    @Override
    public IkePorts ports() {
        return ports;
    }

    @Override
    public void listen(Consumer<Datagram> newReceiver) {
        receiver = Objects.requireNonNull(newReceiver, "receiver");
    }

    @Override
    public void send(Datagram datagram) {
        int port = datagram.local().port();
        if (port != ports.ike() && port != ports.natTraversal()) {
            throw new IllegalArgumentException("a datagram from port " + port + ", but the sockets have " + ports);
        }
        kernel.sendFrom(
                this,
                IpPacket.udp(
                        datagram.local().address(),
                        port,
                        datagram.remote().address(),
                        datagram.remote().port(),
                        datagram.payload().toArray()));
    }

    /** Hands in what the kernel let pass. */
    void arrived(IpPacket packet) {
        receiver.accept(new Datagram(
                new UdpEndpoint(packet.destination(), packet.destinationPort().orElseThrow()),
                new UdpEndpoint(packet.source(), packet.sourcePort().orElseThrow()),
                Bytes.wrap(packet.data())));
    }

    @Override
    public void close() {
        kernel.close(this);
    }

    @Override
    public String toString() {
        return "MemoryDatagramPort[" + ports + " of " + kernel.name() + "]";
    }
}
