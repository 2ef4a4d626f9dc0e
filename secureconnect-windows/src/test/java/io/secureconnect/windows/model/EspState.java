package io.secureconnect.windows.model;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.testkit.kernel.EspTransform;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.windows.wfp.SaBundle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One SA with its keys: makes ESP of packets, or opens it, each sequence number once. */
final class EspState {
    /** How far back a number may be that was not seen. Windows does not tell its own. */
    private static final int WINDOW = 64;

    private static final int HEADER = 8;
    private static final int TRAILER = 2;

    private final SaBundle bundle;
    private final EspTransform transform;
    private final long order;
    private final Set<Long> seen = new HashSet<>();
    private long sequence;

    /**
     * @param bundle without keys
     * @param order in which SAs were added; of several that fit, the newest serves
     */
    EspState(SaBundle bundle, EspTransform transform, long order) {
        this.bundle = bundle;
        this.transform = transform;
        this.order = order;
    }

    SaBundle bundle() {
        return bundle;
    }

    int spi() {
        return bundle.saList().get(0).spi();
    }

    long order() {
        return order;
    }

    /** The ESP packet that a packet becomes, from SPI to ICV. */
    byte[] seal(IpPacket packet) {
        byte[] payload = packet.payload();
        byte[] esp = new byte[transform.sealedLength(payload.length)];
        transform.seal(++sequence, packet.protocol(), payload, payload.length, esp);
        return esp;
    }

    /** What an ESP packet holds. */
    Opened open(byte[] esp) {
        if (esp.length < HEADER) {
            return Opened.failed(KernelDrop.INVALID_PACKET);
        }
        long number = Integer.toUnsignedLong(ByteBuffer.wrap(esp).getInt(4));
        if (number == 0 || number + WINDOW <= sequence || seen.contains(number)) {
            return Opened.failed(KernelDrop.REPLAY_CHECK_FAILED);
        }
        byte[] text = new byte[esp.length];
        int length = transform.open(number, esp, 0, esp.length, text);
        if (length < 0) {
            return Opened.failed(
                    length == EspTransform.MALFORMED ? KernelDrop.INVALID_PACKET : KernelDrop.INTEGRITY_CHECK_FAILED);
        }
        sequence = Math.max(sequence, number);
        seen.add(number);
        seen.removeIf(old -> old + WINDOW <= sequence);
        int payload = length - TRAILER - (text[length - TRAILER] & 0xff);
        return new Opened(
                Optional.of(Bytes.wrap(Arrays.copyOf(text, payload))), text[length - 1] & 0xff, Optional.empty());
    }

    /**
     * What came of opening.
     *
     * @param payload empty if it failed
     * @param nextHeader the protocol of the payload
     */
    record Opened(Optional<Bytes> payload, int nextHeader, Optional<KernelDrop> failure) {
        static Opened failed(KernelDrop why) {
            return new Opened(Optional.empty(), 0, Optional.of(why));
        }
    }
}
