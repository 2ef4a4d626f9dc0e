package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.SdkName;

/**
 * A value with its type: {@code FWP_VALUE0}, and with {@link MaskV4}, {@link MaskV6} and {@link Range} what conditions have
 * beside, {@code FWP_CONDITION_VALUE0}. The two lie in memory alike. Dispatch on {@link #type()}; the family is closed.
 */
public sealed interface Value {
    /** {@code FWP_DATA_TYPE}. */
    int type();

    @SdkName("FWP_EMPTY")
    int EMPTY = 0;

    @SdkName("FWP_UINT8")
    int UINT8 = 1;

    @SdkName("FWP_UINT16")
    int UINT16 = 2;

    @SdkName("FWP_UINT32")
    int UINT32 = 3;

    @SdkName("FWP_UINT64")
    int UINT64 = 4;

    @SdkName("FWP_BYTE_ARRAY16_TYPE")
    int BYTE_ARRAY16 = 11;

    @SdkName("FWP_BYTE_BLOB_TYPE")
    int BYTE_BLOB = 12;

    @SdkName("FWP_UNICODE_STRING_TYPE")
    int UNICODE_STRING = 17;

    @SdkName("FWP_V4_ADDR_MASK")
    int V4_ADDR_MASK = 0x100;

    @SdkName("FWP_V6_ADDR_MASK")
    int V6_ADDR_MASK = 0x101;

    @SdkName("FWP_RANGE_TYPE")
    int RANGE = 0x102;

    /** None; a weight that Windows chooses. */
    record Empty() implements Value {
        @Override
        public int type() {
            return EMPTY;
        }
    }

    /** A number of 8, 16, 32 or 64 bits; unsigned. */
    record Number(int type, long number) implements Value {
        public static Number u8(int number) {
            return new Number(UINT8, number);
        }

        public static Number u16(int number) {
            return new Number(UINT16, number);
        }

        public static Number u32(int number) {
            return new Number(UINT32, Integer.toUnsignedLong(number));
        }

        public static Number u64(long number) {
            return new Number(UINT64, number);
        }
    }

    /** An IPv6 address, in network order. */
    record ByteArray16(Bytes octets) implements Value {
        @Override
        public int type() {
            return BYTE_ARRAY16;
        }
    }

    /** Octets of any number. */
    record Blob(Bytes octets) implements Value {
        @Override
        public int type() {
            return BYTE_BLOB;
        }
    }

    /** A text. */
    record Text(String text) implements Value {
        @Override
        public int type() {
            return UNICODE_STRING;
        }
    }

    /** IPv4 addresses: {@code FWP_V4_ADDR_AND_MASK}, both in host order. */
    record MaskV4(int addr, int mask) implements Value {
        @Override
        public int type() {
            return V4_ADDR_MASK;
        }
    }

    /** IPv6 addresses: {@code FWP_V6_ADDR_AND_MASK}. */
    record MaskV6(Bytes addr, int prefixLength) implements Value {
        @Override
        public int type() {
            return V6_ADDR_MASK;
        }
    }

    /** From one value to another: {@code FWP_RANGE0}. */
    record Range(Value low, Value high) implements Value {
        @Override
        public int type() {
            return RANGE;
        }
    }

    /** One whose type this build does not read. */
    record Other(int type) implements Value {}
}
