package io.secureconnect.examples.doctor;

import io.secureconnect.api.sa.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.OptionalInt;

/** The largest IP packet, in octets, of the interface that has an address of this host. */
@FunctionalInterface
public interface LinkMtu {
    /** Empty if no interface of this host has the address. */
    OptionalInt of(IpAddress local);

    /** What the operating system says. */
    static LinkMtu ofThisSystem() {
        return local -> {
            try {
                NetworkInterface owner = NetworkInterface.getByInetAddress(InetAddress.getByAddress(local.octets()));
                return owner == null ? OptionalInt.empty() : OptionalInt.of(owner.getMTU());
            } catch (IOException e) {
                throw new UncheckedIOException("the interface of " + local + " cannot be asked for its MTU", e);
            }
        };
    }
}
