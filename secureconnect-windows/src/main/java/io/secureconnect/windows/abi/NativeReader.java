package io.secureconnect.windows.abi;

import com.sun.jna.Pointer;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads structures that Windows has put down, and copies everything out. Numbers of octets and of structures are Windows' own
 * word, and believed up to a bound that nothing real comes near.
 */
public final class NativeReader {
    private static final int MOST = 1 << 16;

    private final Abi abi = Abi.ofThisProcess();
    private final boolean secrets;

    private NativeReader(boolean secrets) {
        this.secrets = secrets;
    }

    /**
     * The value at {@code at}, without the secrets in it, which are overwritten with zeros where they lie: Windows makes a copy
     * for whoever asks, and does not say that it wipes it.
     *
     * @throws IllegalStateException if a number is out of bounds
     */
    public static <T> T read(Struct<T> struct, Pointer at) {
        return new NativeReader(false).value(struct, at);
    }

    /** The same with the secrets, for who is on the other side of a call. The caller closes them. */
    public static <T> T readWithSecrets(Struct<T> struct, Pointer at) {
        return new NativeReader(true).value(struct, at);
    }

    /** The values that an array of {@code count} pointers points to, as enumerations return them. */
    public static <T> List<T> readAll(Struct<T> struct, Pointer array, int count) {
        NativeReader reader = new NativeReader(false);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < bounded("entries", count); i++) {
            values.add(reader.value(struct, array.getPointer((long) i * reader.abi.pointerOctets())));
        }
        return values;
    }

    /** The text of UTF-16 at {@code at}, up to its NUL. */
    public static String readText(Pointer at) {
        int octets = 0;
        while (at.getShort(octets) != 0) {
            octets = bounded("wchar_t", octets / Character.BYTES + 1) * Character.BYTES;
        }
        return new String(at.getByteArray(0, octets), StandardCharsets.UTF_16LE);
    }

    private <T> T value(Struct<T> struct, Pointer at) {
        return struct.walk(new Walker(at), struct.blank());
    }

    private static int bounded(String name, int count) {
        if (count < 0 || count > MOST) {
            throw new IllegalStateException(name + ": " + Integer.toUnsignedString(count) + " is more than " + MOST);
        }
        return count;
    }

    private final class Walker implements Members {
        private final Pointer base;
        private int next;

        Walker(Pointer base) {
            this.base = base;
        }

        private int place(int octets, int alignment) {
            int offset = Layout.aligned(next, alignment);
            next = offset + octets;
            return offset;
        }

        private Optional<Pointer> target() {
            @Nullable Pointer target = base.getPointer(place(abi.pointerOctets(), abi.pointerOctets()));
            return Optional.ofNullable(target);
        }

        @Override
        public int u8(String name, int value) {
            return base.getByte(place(1, 1)) & 0xff;
        }

        @Override
        public int u16(String name, int value) {
            return base.getShort(place(2, 2)) & 0xffff;
        }

        @Override
        public int u32(String name, int value) {
            return base.getInt(place(4, 4));
        }

        @Override
        public long u64(String name, long value) {
            return base.getLong(place(8, 8));
        }

        @Override
        public Guid guid(String name, Guid value) {
            int offset = place(Guid.OCTETS, 4);
            return Guid.of(
                    base.getInt(offset),
                    base.getShort(offset + 4),
                    base.getShort(offset + 6),
                    base.getLong(offset + 8));
        }

        @Override
        public Bytes octets(String name, int count, Bytes value) {
            return Bytes.wrap(base.getByteArray(place(count, 1), count));
        }

        @Override
        public Optional<String> text(String name, Optional<String> value) {
            return target().map(NativeReader::readText);
        }

        @Override
        public Bytes counted(String countName, String name, Bytes value) {
            int count = bounded(countName, u32(countName, 0));
            return target().map(at -> Bytes.wrap(at.getByteArray(0, count))).orElseGet(Bytes::empty);
        }

        @Override
        public Optional<SecretBytes> secret(String countName, String name, Optional<SecretBytes> value) {
            int count = bounded(countName, u32(countName, 0));
            Optional<Pointer> target = target();
            if (secrets) {
                return target.map(at -> SecretBytes.wrap(at.getByteArray(0, count)));
            }
            target.ifPresent(at -> at.clear(count));
            return Optional.empty();
        }

        @Override
        public <T> T struct(String name, Struct<T> struct, T value) {
            Layout layout = struct.layout(abi);
            return value(struct, base.share(place(layout.size(), layout.alignment())));
        }

        @Override
        public <T> Optional<T> pointer(String name, Struct<T> struct, Optional<T> value) {
            return target().map(at -> value(struct, at));
        }

        @Override
        public <T> List<T> list(String countName, String name, Struct<T> struct, List<T> value) {
            int count = bounded(countName, u32(countName, 0));
            int size = struct.layout(abi).size();
            return target().map(at -> {
                        List<T> items = new ArrayList<>(count);
                        for (int i = 0; i < count; i++) {
                            items.add(value(struct, at.share((long) i * size)));
                        }
                        return List.copyOf(items);
                    })
                    .orElseGet(List::of);
        }

        @Override
        public void unused(String name) {
            target();
        }

        @Override
        public <T> T union(Union<T> union, int selector, T value) {
            Layout layout = union.layout(abi);
            return union.walk(new Walker(base.share(place(layout.size(), layout.alignment()))), selector, value, true);
        }
    }
}
