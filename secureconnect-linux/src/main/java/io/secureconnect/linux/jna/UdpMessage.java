package io.secureconnect.linux.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.linux.udp.UdpPort;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * One {@code struct msghdr} with all that it points to, in one piece of memory that is used again and again: the remote
 * address, a control message with the local one, and a payload of any size that UDP has.
 *
 * <p>Layout of a 64-bit system. For one thread.
 */
final class UdpMessage implements AutoCloseable {
    /** {@code struct msghdr}: name, its length, vector, its length, control, its length, flags. */
    private static final int HEADER = 56;

    private static final int HEADER_NAME = 0;
    private static final int HEADER_NAME_LENGTH = 8;
    private static final int HEADER_VECTOR = 16;
    private static final int HEADER_VECTOR_LENGTH = 24;
    private static final int HEADER_CONTROL = 32;
    private static final int HEADER_CONTROL_LENGTH = 40;
    /** {@code struct iovec}: base, length. */
    private static final int VECTOR = HEADER;

    private static final int NAME = VECTOR + 16;
    private static final int CONTROL = NAME + 32;
    private static final int CONTROL_ROOM = 64;
    private static final int PAYLOAD = CONTROL + CONTROL_ROOM;
    /** More than the length field of UDP can say. */
    static final int LARGEST_PAYLOAD = 64 * 1024;

    private final UdpFamily family;
    private final UdpPort port;
    private final Memory memory = new Memory(PAYLOAD + LARGEST_PAYLOAD);
    private final ByteBuffer name = part(NAME, UdpFamily.LARGEST_NAME);
    private final ByteBuffer control = part(CONTROL, CONTROL_ROOM);

    UdpMessage(UdpPort port) {
        this.port = port;
        this.family = UdpFamily.of(port.family());
        memory.clear(PAYLOAD);
        memory.setPointer(HEADER_NAME, memory.share(NAME));
        memory.setPointer(HEADER_VECTOR, memory.share(VECTOR));
        memory.setLong(HEADER_VECTOR_LENGTH, 1);
        memory.setPointer(HEADER_CONTROL, memory.share(CONTROL));
        memory.setPointer(VECTOR, memory.share(PAYLOAD));
    }

    private ByteBuffer part(int offset, int length) {
        return memory.getByteBuffer(offset, length).order(ByteOrder.nativeOrder());
    }

    /** What {@code sendmsg} and {@code recvmsg} take. */
    Pointer header() {
        return memory;
    }

    /** Makes the message that of a datagram, to be sent. */
    void fill(Datagram datagram) {
        byte[] payload = datagram.payload().toArray();
        family.writeName(datagram.remote(), name);
        family.writeSource(datagram.local().address(), control);
        memory.write(PAYLOAD, payload, 0, payload.length);
        lengths(family.nameLength(), family.controlLength(), payload.length);
    }

    /** Makes room for a datagram to be received. */
    void clear() {
        lengths(UdpFamily.LARGEST_NAME, CONTROL_ROOM, LARGEST_PAYLOAD);
    }

    private void lengths(int ofName, int ofControl, int ofPayload) {
        memory.setInt(HEADER_NAME_LENGTH, ofName);
        memory.setLong(HEADER_CONTROL_LENGTH, ofControl);
        memory.setLong(VECTOR + Long.BYTES, ofPayload);
    }

    /** The datagram that was received with {@code octets} of payload; empty if an address is not one for IKE. */
    Optional<Datagram> datagram(int octets) {
        Optional<UdpEndpoint> remote = family.readName(name);
        Optional<UdpEndpoint> local = family.readDestination(control, memory.getLong(HEADER_CONTROL_LENGTH))
                .map(address -> new UdpEndpoint(address, port.number()));
        return remote.isEmpty() || local.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Datagram(local.get(), remote.get(), Bytes.wrap(memory.getByteArray(PAYLOAD, octets))));
    }

    @Override
    public void close() {
        memory.close();
    }
}
