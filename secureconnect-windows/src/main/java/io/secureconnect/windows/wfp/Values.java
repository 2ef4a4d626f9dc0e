package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Members;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.abi.Union;
import io.secureconnect.windows.abi.Union.Arm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How values lie in memory. */
public final class Values {
    private static final List<Arm<Value>> PLAIN = List.of(
            new Arm<>(Value.EMPTY, new Value.Empty(), (m, v) -> v),
            number(Value.UINT8, (m, n) -> m.u8("uint8", (int) n)),
            number(Value.UINT16, (m, n) -> m.u16("uint16", (int) n)),
            number(Value.UINT32, (m, n) -> Integer.toUnsignedLong(m.u32("uint32", (int) n))),
            number(
                    Value.UINT64,
                    (m, n) -> m.pointer("uint64", Plain.UINT64, Optional.of(n)).orElse(0L)),
            pointer(
                    Value.BYTE_ARRAY16,
                    "byteArray16",
                    Plain.BYTE_ARRAY16,
                    v -> ((Value.ByteArray16) v).octets(),
                    Value.ByteArray16::new),
            pointer(Value.BYTE_BLOB, "byteBlob", Plain.BYTE_BLOB, v -> ((Value.Blob) v).octets(), Value.Blob::new),
            new Arm<>(
                    Value.UNICODE_STRING,
                    new Value.Text(""),
                    (m, v) -> new Value.Text(m.text("unicodeString", Optional.of(((Value.Text) v).text()))
                            .orElse(""))));

    public static final Struct<Value> STRUCT = struct("FWP_VALUE0", PLAIN);

    private static final Struct<Value.MaskV4> MASK_V4 = Struct.of(
            "FWP_V4_ADDR_AND_MASK",
            new Value.MaskV4(0, 0),
            (m, v) -> new Value.MaskV4(m.u32("addr", v.addr()), m.u32("mask", v.mask())));

    private static final Struct<Value.MaskV6> MASK_V6 = Struct.of(
            "FWP_V6_ADDR_AND_MASK",
            new Value.MaskV6(Bytes.empty(), 0),
            (m, v) -> new Value.MaskV6(m.octets("addr", 16, v.addr()), m.u8("prefixLength", v.prefixLength())));

    private static final Struct<Value.Range> RANGE = Struct.of(
            "FWP_RANGE0",
            new Value.Range(new Value.Empty(), new Value.Empty()),
            (m, v) -> new Value.Range(m.struct("valueLow", STRUCT, v.low()), m.struct("valueHigh", STRUCT, v.high())));

    static final Struct<Value> CONDITION = struct(
            "FWP_CONDITION_VALUE0",
            with(
                    PLAIN,
                    pointer(Value.V4_ADDR_MASK, "v4AddrMask", MASK_V4, Value.MaskV4.class::cast, v -> v),
                    pointer(Value.V6_ADDR_MASK, "v6AddrMask", MASK_V6, Value.MaskV6.class::cast, v -> v),
                    pointer(Value.RANGE, "rangeValue", RANGE, Value.Range.class::cast, v -> v)));

    /** All that are described here, for whoever holds them against the headers. */
    static final List<Struct<?>> ALL = List.of(STRUCT, CONDITION, MASK_V4, MASK_V6, RANGE);

    private Values() {}

    private static Struct<Value> struct(String name, List<Arm<Value>> arms) {
        Union<Value> union = Union.of((m, v) -> v, arms);
        return Struct.of(name, new Value.Empty(), (m, v) -> {
            int type = m.u32("type", v.type());
            Value value = m.union(union, type, v);
            return value.type() == type ? value : new Value.Other(type);
        });
    }

    private interface NumberWalk {
        long walk(Members members, long number);
    }

    private static Arm<Value> number(int type, NumberWalk walk) {
        return new Arm<>(
                type,
                new Value.Number(type, 0),
                (m, v) -> new Value.Number(type, walk.walk(m, ((Value.Number) v).number())));
    }

    private static <T> Arm<Value> pointer(
            int type, String name, Struct<T> struct, Function<Value, T> target, Function<T, Value> value) {
        return new Arm<>(
                type,
                value.apply(struct.blank()),
                (m, v) -> value.apply(
                        m.pointer(name, struct, Optional.of(target.apply(v))).orElse(struct.blank())));
    }

    @SafeVarargs
    private static List<Arm<Value>> with(List<Arm<Value>> arms, Arm<Value>... more) {
        List<Arm<Value>> all = new ArrayList<>(arms);
        all.addAll(List.of(more));
        return all;
    }
}
