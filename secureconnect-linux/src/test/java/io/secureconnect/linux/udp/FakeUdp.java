package io.secureconnect.linux.udp;

import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.spi.Datagram;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/** The UDP of a host, of whose ports others may have some. */
public final class FakeUdp implements UdpStack {
    /** What refuses to open, and why. */
    public final Map<UdpPort, Errno> refused = new HashMap<>();
    /** Every attempt, in order. */
    public final List<UdpPort> asked = new ArrayList<>();

    private final Map<UdpPort, Socket> open = new LinkedHashMap<>();

    /** Ports that are open now. */
    public Set<UdpPort> held() {
        return Set.copyOf(open.keySet());
    }

    Socket at(UdpPort port) {
        return open.get(port);
    }

    @Override
    public UdpSocket open(UdpPort port, UdpRole role) {
        asked.add(port);
        Errno errno = refused.get(port);
        if (errno != null) {
            throw new UdpIoException(port, role, "bind", errno);
        }
        if (open.containsKey(port)) {
            throw new UdpIoException(port, role, "bind", Errno.EADDRINUSE);
        }
        Socket socket = new Socket(port, role);
        open.put(port, socket);
        return socket;
    }

    @Override
    public SocketWatch watch(List<UdpSocket> sockets) {
        return new Watch(sockets);
    }

    /** One open socket. */
    final class Socket implements UdpSocket {
        final UdpRole role;
        final List<Datagram> sent = new ArrayList<>();
        Optional<Errno> refusal = Optional.empty();
        int room;

        private final UdpPort port;
        private final Queue<Datagram> arrived = new ArrayDeque<>();

        private Socket(UdpPort port, UdpRole role) {
            this.port = port;
            this.role = role;
        }

        void arrive(Datagram datagram) {
            synchronized (FakeUdp.this) {
                arrived.add(datagram);
                FakeUdp.this.notifyAll();
            }
        }

        @Override
        public UdpPort port() {
            return port;
        }

        @Override
        public int descriptor() {
            return port.number();
        }

        @Override
        public void makeRoom(int octets) {
            room = octets;
        }

        @Override
        public boolean receive(Consumer<Datagram> receiver) {
            Datagram next;
            synchronized (FakeUdp.this) {
                next = arrived.poll();
            }
            Optional.ofNullable(next).ifPresent(receiver);
            return next != null;
        }

        @Override
        public Optional<Errno> send(Datagram datagram) {
            if (refusal.isEmpty()) {
                sent.add(datagram);
            }
            return refusal;
        }

        @Override
        public void close() {
            if (!open.remove(port, this)) {
                throw new AssertionError(port + " was closed twice");
            }
        }
    }

    private final class Watch implements SocketWatch {
        private final List<UdpSocket> sockets;
        private boolean ended;

        Watch(List<UdpSocket> sockets) {
            this.sockets = sockets;
        }

        @Override
        public boolean await() {
            synchronized (FakeUdp.this) {
                while (!ended && sockets.stream().allMatch(s -> ((Socket) s).arrived.isEmpty())) {
                    waitForNews();
                }
                return !ended;
            }
        }

        private void waitForNews() {
            try {
                FakeUdp.this.wait();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public boolean isReady(int index) {
            synchronized (FakeUdp.this) {
                return !((Socket) sockets.get(index)).arrived.isEmpty();
            }
        }

        @Override
        public void end() {
            synchronized (FakeUdp.this) {
                ended = true;
                FakeUdp.this.notifyAll();
            }
        }

        @Override
        public void close() {}
    }
}
