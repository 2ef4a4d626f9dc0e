package io.secureconnect.windows.model;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.Value;
import java.math.BigInteger;

/**
 * A condition at a transport layer, as the numbers it holds for.
 *
 * @param matchType a {@code FWP_MATCH_TYPE}
 * @param low the lowest number it names, or the flags
 * @param high the highest; as {@code low} for single ones
 */
record Condition(Field field, int matchType, BigInteger low, BigInteger high) {
    static final int RANGE = 5;
    private static final int FLAGS_ALL_SET = 6;
    private static final int NOT_EQUAL = 10;

    /** Checks what Windows checks when a filter is added. */
    static Condition of(FilterCondition condition, AddressFamily family) {
        Field field = Field.of(condition.fieldKey()).orElseThrow(Refusal.CONDITION_NOT_FOUND::raised);
        Value value = condition.conditionValue();
        int match = condition.matchType();
        boolean flags = match >= FLAGS_ALL_SET && match <= FilterCondition.MATCH_FLAGS_NONE_SET;
        if (match < 0 || match > NOT_EQUAL || flags != (field == Field.FLAGS)) {
            throw Refusal.MATCH_TYPE_MISMATCH.raised();
        }
        boolean isRange = value.type() == Value.RANGE;
        if (isRange != (match == RANGE)) {
            throw Refusal.MATCH_TYPE_MISMATCH.raised();
        }
        if (isRange) {
            BigInteger low = single(((Value.Range) value).low(), field, family);
            BigInteger high = single(((Value.Range) value).high(), field, family);
            if (low.compareTo(high) > 0) {
                throw Refusal.INVALID_RANGE.raised();
            }
            return new Condition(field, match, low, high);
        }
        if (value.type() == Value.V4_ADDR_MASK || value.type() == Value.V6_ADDR_MASK) {
            return masked(field, match, value, family);
        }
        BigInteger number = single(value, field, family);
        return new Condition(field, match, number, number);
    }

    boolean holds(PacketFields packet) {
        return packet.value(field).filter(this::holds).isPresent();
    }

    /** Whether both can hold for one number, as an enumeration template asks. */
    boolean overlaps(Condition other) {
        return field == other.field && low.compareTo(other.high) <= 0 && other.low.compareTo(high) <= 0;
    }

    private boolean holds(BigInteger number) {
        switch (matchType) {
            case FilterCondition.MATCH_EQUAL:
            case RANGE:
                return low.compareTo(number) <= 0 && number.compareTo(high) <= 0;
            case 1:
                return number.compareTo(high) > 0;
            case 2:
                return number.compareTo(low) < 0;
            case 3:
                return number.compareTo(low) >= 0;
            case 4:
                return number.compareTo(high) <= 0;
            case FLAGS_ALL_SET:
                return number.and(low).equals(low);
            case FilterCondition.MATCH_FLAGS_ANY_SET:
                return number.and(low).signum() != 0;
            case FilterCondition.MATCH_FLAGS_NONE_SET:
                return number.and(low).signum() == 0;
            case NOT_EQUAL:
                return number.compareTo(low) < 0 || number.compareTo(high) > 0;
            default:
                return false;
        }
    }

    private static Condition masked(Field field, int match, Value value, AddressFamily family) {
        boolean v4 = value.type() == Value.V4_ADDR_MASK;
        if (!field.isAddress() || v4 != (family == AddressFamily.IPV4)) {
            throw Refusal.TYPE_MISMATCH.raised();
        }
        int bits = family.bits();
        int prefix = v4 ? prefix(((Value.MaskV4) value).mask()) : ((Value.MaskV6) value).prefixLength();
        if (prefix < 0 || prefix > bits) {
            throw Refusal.INVALID_NET_MASK.raised();
        }
        BigInteger address = v4
                ? unsigned(((Value.MaskV4) value).addr())
                : new BigInteger(1, ((Value.MaskV6) value).addr().toArray());
        BigInteger low = address.shiftRight(bits - prefix).shiftLeft(bits - prefix);
        BigInteger high = low.add(BigInteger.ONE.shiftLeft(bits - prefix)).subtract(BigInteger.ONE);
        return new Condition(field, match, low, high);
    }

    /** Ones of a mask without gaps; -1 for another. */
    private static int prefix(int mask) {
        int prefix = Integer.bitCount(mask);
        return prefix == 0 || mask == -1 << Integer.SIZE - prefix ? prefix : -1;
    }

    private static BigInteger single(Value value, Field field, AddressFamily family) {
        if (value.type() != field.dataType(family)) {
            throw Refusal.TYPE_MISMATCH.raised();
        }
        return value.type() == Value.BYTE_ARRAY16
                ? new BigInteger(1, ((Value.ByteArray16) value).octets().toArray())
                : BigInteger.valueOf(((Value.Number) value).number());
    }

    private static BigInteger unsigned(int number) {
        return BigInteger.valueOf(Integer.toUnsignedLong(number));
    }
}
