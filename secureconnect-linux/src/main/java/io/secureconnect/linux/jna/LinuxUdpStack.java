package io.secureconnect.linux.jna;

import io.secureconnect.linux.udp.SocketWatch;
import io.secureconnect.linux.udp.UdpPort;
import io.secureconnect.linux.udp.UdpRole;
import io.secureconnect.linux.udp.UdpSocket;
import io.secureconnect.linux.udp.UdpStack;
import java.util.List;

/** UDP by libc. */
public final class LinuxUdpStack implements UdpStack {
    @Override
    public UdpSocket open(UdpPort port, UdpRole role) {
        return LinuxUdpSocket.open(port, role);
    }

    @Override
    public SocketWatch watch(List<UdpSocket> sockets) {
        return new WakeablePoll(sockets.stream().mapToInt(UdpSocket::descriptor).toArray());
    }
}
