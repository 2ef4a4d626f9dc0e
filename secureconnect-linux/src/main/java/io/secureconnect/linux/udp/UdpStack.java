package io.secureconnect.linux.udp;

import java.util.List;

/** The UDP of the network namespace of the calling thread. */
public interface UdpStack {
    /**
     * Opens a socket on all addresses of a family.
     *
     * @throws UdpIoException if the port is taken, or the kernel refuses
     */
    UdpSocket open(UdpPort port, UdpRole role);

    /** A watch on sockets that outlive it. */
    SocketWatch watch(List<UdpSocket> sockets);
}
