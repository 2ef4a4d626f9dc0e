package io.secureconnect.windows.fake;

import com.sun.jna.Pointer;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.NativeReader;
import io.secureconnect.windows.abi.Struct;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the fake was called with: 64 bits for each argument, numbered from 0 on. */
record Arguments(Pointer slots) {
    long u64(int index) {
        return slots.getLong((long) index * Long.BYTES);
    }

    int u32(int index) {
        return (int) u64(index);
    }

    /** Where something is, or is to be put. */
    Pointer pointer(int index) {
        @Nullable Pointer target = slots.getPointer((long) index * Long.BYTES);
        return Objects.requireNonNull(target, () -> "argument " + index + " is a null pointer");
    }

    Guid guid(int index) {
        return NativeReader.read(Guid.STRUCT, pointer(index));
    }

    /** With its secrets. */
    <T> T value(int index, Struct<T> struct) {
        return NativeReader.readWithSecrets(struct, pointer(index));
    }

    /** A number that is the answer, unless nobody wants it. */
    void answer(int index, long number) {
        if (u64(index) != 0) {
            pointer(index).setLong(0, number);
        }
    }
}
