package io.secureconnect.windows.model;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import io.secureconnect.testkit.kernel.IpPacket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** UDP sockets of one host. Nothing passes the filters for their sake. */
final class HostSockets {
    private final WindowsHost host;
    private final Map<Integer, Port> open = new HashMap<>();

    HostSockets(WindowsHost host) {
        this.host = host;
    }

    /** Takes both ports, or neither. */
    Optional<DatagramPort> bind(IkePorts ports) {
        if (open.containsKey(ports.ike()) || open.containsKey(ports.natTraversal())) {
            return Optional.empty();
        }
        Port port = new Port(ports);
        open.put(ports.ike(), port);
        open.put(ports.natTraversal(), port);
        return Optional.of(port);
    }

    /** With its process. */
    void closeAll() {
        open.clear();
    }

    /** Who gets a packet that was let in. */
    Optional<Port> listenerFor(IpPacket packet) {
        return packet.protocol() == IpProtocol.UDP && packet.destinationPort().isPresent()
                ? Optional.ofNullable(open.get(packet.destinationPort().getAsInt()))
                : Optional.empty();
    }

    /** Both sockets of one user. */
    final class Port implements DatagramPort {
        private final IkePorts ports;
        private volatile Consumer<Datagram> receiver = datagram -> {};

        private Port(IkePorts ports) {
            this.ports = ports;
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
            IpPacket packet = IpPacket.udp(
                    datagram.local().address(),
                    port,
                    datagram.remote().address(),
                    datagram.remote().port(),
                    datagram.payload().toArray());
            host.sendFrom(this, packet);
        }

        void arrived(IpPacket packet) {
            if (packet.destinationPort().orElseThrow() == ports.natTraversal() && !isMarked(packet.data())) {
                return;
            }
            receiver.accept(new Datagram(
                    new UdpEndpoint(
                            packet.destination(), packet.destinationPort().orElseThrow()),
                    new UdpEndpoint(packet.source(), packet.sourcePort().orElseThrow()),
                    Bytes.wrap(packet.data())));
        }

        /** What begins with four zeros is IKE (RFC 3948 §2.2); keepalives and stray ESP are nobody's. */
        private static boolean isMarked(byte[] data) {
            return data.length >= Integer.BYTES && ByteBuffer.wrap(data).getInt() == 0;
        }

        boolean isOpen() {
            return open.containsValue(this);
        }

        @Override
        public void close() {
            host.closed(() -> open.values().removeIf(this::equals));
        }
    }
}
