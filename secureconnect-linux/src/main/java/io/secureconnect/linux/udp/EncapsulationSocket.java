package io.secureconnect.linux.udp;

/** A port on which the kernel takes ESP out of UDP for as long as this is open. */
public interface EncapsulationSocket extends AutoCloseable {
    @Override
    void close();

    /** Opens sockets in the network namespace of the calling thread. */
    @FunctionalInterface
    interface Opener {
        /** @throws UdpIoException if the port is taken, or the kernel refuses */
        EncapsulationSocket open(EncapsulationEndpoint endpoint);
    }
}
