package io.secureconnect.windows.fake;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.secureconnect.windows.abi.Abi;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.abi.Struct;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Values in memory of the fake, each with all that it points to in one block, which {@code FwpmFreeMemory0} takes back. */
final class GivenMemory {
    private static final int ALIGNMENT = 16;

    private final FakeLibrary fake;

    GivenMemory(FakeLibrary fake) {
        this.fake = fake;
    }

    <T> Pointer give(Struct<T> struct, T value) {
        return inOneBlock(arena -> arena.put(struct, value));
    }

    /** An array of pointers to each of them. */
    <T> Pointer giveAll(Struct<T> struct, List<T> values) {
        return inOneBlock(arena -> {
            int pointer = Abi.ofThisProcess().pointerOctets();
            Pointer array = arena.zeros(values.size() * pointer);
            for (int i = 0; i < values.size(); i++) {
                array.setPointer((long) i * pointer, arena.put(struct, values.get(i)));
            }
            return array;
        });
    }

    private interface Writing {
        /** @return what was put down first */
        Pointer write(NativeArena arena);
    }

    /** Writes twice: once to see how much room it takes. */
    private Pointer inOneBlock(Writing writing) {
        AtomicLong octets = new AtomicLong();
        try (NativeArena measured = new NativeArena(size -> {
            octets.addAndGet(aligned(size));
            return new Memory(size);
        })) {
            writing.write(measured);
        }
        Pointer block = fake.allocate(octets.get());
        AtomicLong next = new AtomicLong();
        // not closed: that would wipe what is to be read
        return writing.write(new NativeArena(size -> new Part(block, next.getAndAdd(aligned(size)), size)));
    }

    private static long aligned(long octets) {
        return octets + ALIGNMENT - 1 & -ALIGNMENT;
    }

    /** A part of a block, which does not own it. */
    private static final class Part extends Memory {
        Part(Pointer block, long offset, long octets) {
            peer = Pointer.nativeValue(block) + offset;
            size = octets;
        }
    }
}
