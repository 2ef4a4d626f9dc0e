package io.secureconnect.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventReaderTest {
    private static final Object CLOSED = new Object();

    private final BlockingQueue<Object> script = new LinkedBlockingQueue<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private final EventSocket socket = new EventSocket() {
        @Override
        public Optional<ByteBuffer> await() {
            try {
                Object next = script.take();
                if (next instanceof Errno) {
                    throw new NetlinkIoException("recv", (Errno) next);
                }
                return next == CLOSED ? Optional.empty() : Optional.of((ByteBuffer) next);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            script.add(CLOSED);
        }
    };

    private final EventReader reader = new EventReader(
            socket,
            message -> {
                heard.add("type " + message.header().type());
                if (message.header().type() == 0x66) {
                    throw new IllegalStateException("a listener's fault");
                }
            },
            () -> heard.add("lost"));

    private static ByteBuffer datagram(int type) {
        return ByteBuffer.wrap(ScriptedSocket.message(type, 0, 0, (byte) 77)).order(ByteOrder.nativeOrder());
    }

    @Test
    void messagesAreHeardInOrderAndWipedAfterwards() {
        ByteBuffer first = datagram(0x17);
        script.addAll(List.of(first, datagram(0x18)));
        reader.start();
        reader.close();

        assertThat(heard).containsExactly("type 23", "type 24");
        assertThat(first.array()).containsOnly(0);
    }

    @Test
    void anOverrunIsToldAndTheReaderGoesOn() {
        script.addAll(List.of(Errno.ENOBUFS, datagram(0x18)));
        reader.start();
        reader.close();

        assertThat(heard).containsExactly("lost", "type 24");
    }

    @Test
    void whatCannotBeReadCountsAsLostAndTheReaderGoesOn() {
        ByteBuffer broken = datagram(0x17);
        broken.putInt(0, 99);
        script.addAll(List.of(broken, datagram(0x18)));
        reader.start();
        reader.close();

        assertThat(heard).containsExactly("lost", "type 24");
    }

    @Test
    void aListenersFaultDoesNotEndTheThread() {
        script.addAll(List.of(datagram(0x66), datagram(0x18)));
        reader.start();
        reader.close();

        assertThat(heard).containsExactly("type 102", "lost", "type 24");
    }

    @Test
    void anErrorOfTheSocketEndsTheThreadWithAWord() {
        script.addAll(List.of(new Errno(9), datagram(0x18)));
        reader.start();
        reader.close();

        assertThat(heard).containsExactly("lost");
    }
}
