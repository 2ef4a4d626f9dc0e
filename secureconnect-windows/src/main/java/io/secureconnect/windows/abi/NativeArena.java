package io.secureconnect.windows.abi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Native memory for the arguments of one call: all of it lives until the arena is closed, which overwrites it with zeros
 * before it is given back, for there may be keys in it. For one thread.
 */
public final class NativeArena implements AutoCloseable {
    private final Abi abi = Abi.ofThisProcess();
    private final List<Memory> blocks = new ArrayList<>();
    private final LongFunction<Memory> allocator;

    public NativeArena() {
        this(Memory::new);
    }

    /** @param allocator makes a block of so many octets; for tests that look at it after it was given back */
    public NativeArena(LongFunction<Memory> allocator) {
        this.allocator = allocator;
    }

    /** So many octets, all zero, at a multiple of 8. */
    public Pointer zeros(int octets) {
        Memory block = allocator.apply(Math.max(1, octets));
        blocks.add(block);
        block.clear();
        return block;
    }

    /** Puts a structure down, with everything it points to. */
    public <T> Pointer put(Struct<T> struct, T value) {
        Pointer at = zeros(struct.layout(abi).size());
        struct.walk(new Writer(at), value);
        return at;
    }

    /** A text in UTF-16 with a final NUL. */
    public Pointer put(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a text with a NUL would end there; take it out");
        }
        byte[] utf16 = text.getBytes(StandardCharsets.UTF_16LE);
        Pointer at = zeros(utf16.length + Character.BYTES);
        at.write(0, utf16, 0, utf16.length);
        return at;
    }

    /** Overwrites everything with zeros. */
    public void wipe() {
        blocks.forEach(Memory::clear);
    }

    @Override
    public void close() {
        wipe();
        blocks.forEach(Memory::close);
        blocks.clear();
    }

    /** Writes the members of one structure. */
    private final class Writer implements Members {
        private final Pointer base;
        private int next;

        Writer(Pointer base) {
            this.base = base;
        }

        private int place(int octets, int alignment) {
            int offset = Layout.aligned(next, alignment);
            next = offset + octets;
            return offset;
        }

        private void putPointer(Optional<Pointer> target) {
            int offset = place(abi.pointerOctets(), abi.pointerOctets());
            target.ifPresent(pointer -> base.setPointer(offset, pointer));
        }

        @Override
        public int u8(String name, int value) {
            require(value >>> Byte.SIZE == 0, name, value);
            base.setByte(place(1, 1), (byte) value);
            return value;
        }

        @Override
        public int u16(String name, int value) {
            require(value >>> Short.SIZE == 0, name, value);
            base.setShort(place(2, 2), (short) value);
            return value;
        }

        private void require(boolean fits, String name, int value) {
            if (!fits) {
                throw new IllegalArgumentException(name + ": " + value + " does not fit");
            }
        }

        @Override
        public int u32(String name, int value) {
            base.setInt(place(4, 4), value);
            return value;
        }

        @Override
        public long u64(String name, long value) {
            base.setLong(place(8, 8), value);
            return value;
        }

        @Override
        public Guid guid(String name, Guid value) {
            int offset = place(Guid.OCTETS, 4);
            base.setInt(offset, value.data1());
            base.setShort(offset + 4, (short) value.data2());
            base.setShort(offset + 6, (short) value.data3());
            base.setLong(offset + 8, value.data4());
            return value;
        }

        @Override
        public Bytes octets(String name, int count, Bytes value) {
            int offset = place(count, 1);
            if (!value.isEmpty()) {
                if (value.length() != count) {
                    throw new IllegalArgumentException(
                            name + " has " + value.length() + " octets in place of " + count);
                }
                base.write(offset, value.toArray(), 0, count);
            }
            return value;
        }

        @Override
        public Optional<String> text(String name, Optional<String> value) {
            putPointer(value.map(NativeArena.this::put));
            return value;
        }

        @Override
        public Bytes counted(String countName, String name, Bytes value) {
            u32(countName, value.length());
            putPointer(Optional.of(value).filter(octets -> !octets.isEmpty()).map(octets -> {
                Pointer target = zeros(octets.length());
                target.write(0, octets.toArray(), 0, octets.length());
                return target;
            }));
            return value;
        }

        @Override
        public Optional<SecretBytes> secret(String countName, String name, Optional<SecretBytes> value) {
            u32(countName, value.map(SecretBytes::length).orElse(0));
            putPointer(value.map(secret -> {
                Pointer target = zeros(secret.length());
                secret.use(octets -> target.write(0, octets, 0, octets.length));
                return target;
            }));
            return value;
        }

        @Override
        public <T> T struct(String name, Struct<T> struct, T value) {
            Layout layout = struct.layout(abi);
            int offset = place(layout.size(), layout.alignment());
            struct.walk(new Writer(base.share(offset)), value);
            return value;
        }

        @Override
        public <T> Optional<T> pointer(String name, Struct<T> struct, Optional<T> value) {
            putPointer(value.map(target -> put(struct, target)));
            return value;
        }

        @Override
        public <T> List<T> list(String countName, String name, Struct<T> struct, List<T> value) {
            u32(countName, value.size());
            putPointer(Optional.of(value).filter(items -> !items.isEmpty()).map(items -> {
                int size = struct.layout(abi).size();
                Pointer target = zeros(Math.multiplyExact(size, items.size()));
                for (int i = 0; i < items.size(); i++) {
                    struct.walk(new Writer(target.share((long) i * size)), items.get(i));
                }
                return target;
            }));
            return value;
        }

        @Override
        public void unused(String name) {
            putPointer(Optional.empty());
        }

        @Override
        public <T> T union(Union<T> union, int selector, T value) {
            Layout layout = union.layout(abi);
            int offset = place(layout.size(), layout.alignment());
            union.walk(new Writer(base.share(offset)), selector, value, false);
            return value;
        }
    }
}
