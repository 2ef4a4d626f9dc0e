package io.secureconnect.testkit.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in network byte order within arrays. */
final class BigEndian {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    static int intAt(byte[] octets, int offset) {
        return (int) INT.get(octets, offset);
    }

    static void putInt(byte[] octets, int offset, int value) {
        INT.set(octets, offset, value);
    }

    static void putLong(byte[] octets, int offset, long value) {
        LONG.set(octets, offset, value);
    }
}
