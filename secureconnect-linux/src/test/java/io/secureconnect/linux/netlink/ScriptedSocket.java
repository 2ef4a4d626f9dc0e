package io.secureconnect.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A netlink socket whose kernel is a script: what was sent is kept, what is received was put there before. */
public final class ScriptedSocket implements NetlinkSocket {
    public static final int PORT = 4711;

    private final ByteBuffer send = ByteBuffer.allocateDirect(64 * 1024).order(ByteOrder.nativeOrder());
    private final Deque<Object> answers = new ArrayDeque<>();
    private final List<byte[]> sent = new ArrayList<>();
    private final List<ByteBuffer> handedOut = new ArrayList<>();
    private Consumer<byte[]> kernel = datagram -> {};
    private boolean closed;

    /** Calls {@code kernel} with each datagram that is sent. */
    public ScriptedSocket onSend(Consumer<byte[]> kernel) {
        this.kernel = kernel;
        return this;
    }

    /** The next datagram to receive, made of these messages. */
    public ScriptedSocket answer(byte[]... messages) {
        int length = 0;
        for (byte[] message : messages) {
            length += message.length;
        }
        ByteBuffer datagram = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        for (byte[] message : messages) {
            datagram.put(message);
        }
        answers.add(datagram.flip());
        return this;
    }

    /** The next receive fails. */
    public ScriptedSocket fail(Errno errno) {
        answers.add(errno);
        return this;
    }

    /** What was sent, datagram by datagram. */
    public List<byte[]> sent() {
        return sent;
    }

    /** What was received, as it looks now. */
    public List<ByteBuffer> handedOut() {
        return handedOut;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public int portId() {
        return PORT;
    }

    @Override
    public ByteBuffer sendBuffer() {
        return send;
    }

    @Override
    public void send(int octets) {
        byte[] datagram = new byte[octets];
        send.get(0, datagram);
        sent.add(datagram);
        kernel.accept(datagram);
    }

    @Override
    public ByteBuffer receive() {
        return poll().orElseThrow(() -> new NetlinkIoException("recv", Errno.EAGAIN));
    }

    @Override
    public Optional<ByteBuffer> poll() {
        Object next = answers.poll();
        if (next instanceof Errno) {
            throw new NetlinkIoException("recv", (Errno) next);
        }
        if (next != null) {
            handedOut.add((ByteBuffer) next);
        }
        return Optional.ofNullable((ByteBuffer) next);
    }

    @Override
    public void close() {
        closed = true;
    }

    /** A message by hand: header and payload, padded. */
    public static byte[] message(int type, int flags, int sequence, byte... payload) {
        ByteBuffer message = ByteBuffer.allocate(16 + (payload.length + 3 & ~3)).order(ByteOrder.nativeOrder());
        message.putInt(16 + payload.length)
                .putShort((short) type)
                .putShort((short) flags)
                .putInt(sequence)
                .putInt(PORT)
                .put(payload);
        return message.array();
    }

    /** An acknowledgement (0) or a refusal as a kernel with capped acknowledgements sends it. */
    public static byte[] ack(int sequence, int errno) {
        return ack(sequence, errno, new byte[0]);
    }

    /** The same with extended attributes behind. */
    public static byte[] ack(int sequence, int errno, byte[] attributes) {
        ByteBuffer payload = ByteBuffer.allocate(20 + attributes.length).order(ByteOrder.nativeOrder());
        payload.putInt(-errno)
                .putInt(16)
                .putInt(0)
                .putInt(sequence)
                .putInt(PORT)
                .put(attributes);
        return message(2, attributes.length == 0 ? 0x100 : 0x300, sequence, payload.array());
    }

    /** An attribute by hand. */
    public static byte[] attribute(int type, byte... value) {
        return ByteBuffer.allocate(4 + (value.length + 3 & ~3))
                .order(ByteOrder.nativeOrder())
                .putShort((short) (4 + value.length))
                .putShort((short) type)
                .put(value)
                .array();
    }

    /** A 32-bit number in host order. */
    public static byte[] u32(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
    }
}
