package io.secureconnect.linux.jna;

import com.sun.jna.Memory;
import io.secureconnect.linux.udp.SocketWatch;
import java.util.stream.IntStream;

/** {@code poll} on descriptors, with an {@code eventfd} beside them that ends the wait. */
final class WakeablePoll implements SocketWatch {
    private final int wakeUp = LibC.eventfd(0, LibCNumber.EFD_CLOEXEC);
    private final Poll poll;
    private final int watched;

    WakeablePoll(int... descriptors) {
        watched = descriptors.length;
        poll = new Poll(IntStream.concat(IntStream.of(descriptors), IntStream.of(wakeUp))
                .toArray());
    }

    @Override
    public boolean await() {
        poll.await(Poll.FOREVER);
        return !poll.isReady(watched);
    }

    @Override
    public boolean isReady(int index) {
        return poll.isReady(index);
    }

    @Override
    public void end() {
        try (Memory one = new Memory(Long.BYTES)) {
            one.setLong(0, 1);
            LibC.write(wakeUp, one, Long.BYTES);
        }
    }

    @Override
    public void close() {
        LibC.close(wakeUp);
    }
}
