package io.secureconnect.windows.udp;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.LinkedHashSet;
import java.util.Set;

/** The addresses that datagrams for this host may come to, at this moment. */
@FunctionalInterface
public interface LocalAddresses {
    Set<InetAddress> now();

    /** Those of all interfaces; none if the system does not tell. */
    static LocalAddresses ofThisHost() {
        return () -> {
            Set<InetAddress> addresses = new LinkedHashSet<>();
            try {
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .forEach(addresses::add);
            } catch (SocketException e) {
                return Set.of();
            }
            return addresses;
        };
    }
}
