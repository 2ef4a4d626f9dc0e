package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.Value;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Which addresses a condition of somebody else's filter is about, as a prefix that has all of them, and maybe more. */
final class AddressConditions {
    private static final int MATCH_RANGE = 5;

    private AddressConditions() {}

    static AddressPrefix prefix(FilterCondition condition, AddressFamily family) {
        boolean holds = condition.matchType() == FilterCondition.MATCH_EQUAL || condition.matchType() == MATCH_RANGE;
        return (holds ? prefix(condition.conditionValue(), family) : Optional.<AddressPrefix>empty())
                .orElseGet(() -> AddressPrefix.any(family));
    }

    /** The longest prefix that has both. */
    static AddressPrefix join(AddressPrefix some, AddressPrefix more) {
        byte[] first = some.address().octets();
        byte[] second = more.address().octets();
        int length = Math.min(some.length(), more.length());
        for (int bit = 0; bit < length; bit++) {
            if (((first[bit / Byte.SIZE] ^ second[bit / Byte.SIZE]) & 0x80 >> bit % Byte.SIZE) != 0) {
                length = bit;
            }
        }
        return masked(first, length);
    }

    private static AddressPrefix masked(byte[] octets, int length) {
        byte[] masked = octets.clone();
        for (int bit = length; bit < masked.length * Byte.SIZE; bit++) {
            masked[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        return new AddressPrefix(IpAddress.of(masked), length);
    }

    /** Empty for what no IP address of this family is. */
    private static Optional<AddressPrefix> prefix(Value value, AddressFamily family) {
        try {
            return switch (value.type()) {
                case Value.UINT32 -> single(number((int) ((Value.Number) value).number()), family);
                case Value.BYTE_ARRAY16 ->
                    single(((Value.ByteArray16) value).octets().toArray(), family);
                case Value.V4_ADDR_MASK -> {
                    Value.MaskV4 mask = (Value.MaskV4) value;
                    yield network(number(mask.addr()), Integer.numberOfLeadingZeros(~mask.mask()), family);
                }
                case Value.V6_ADDR_MASK -> {
                    Value.MaskV6 mask = (Value.MaskV6) value;
                    yield network(mask.addr().toArray(), mask.prefixLength(), family);
                }
                case Value.RANGE -> {
                    Value.Range range = (Value.Range) value;
                    yield prefix(range.low(), family)
                            .flatMap(low -> prefix(range.high(), family).map(high -> join(low, high)));
                }
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // an IPv4-mapped address, or a mask that is none
        }
    }

    private static Optional<AddressPrefix> single(byte[] octets, AddressFamily family) {
        return network(octets, family.bits(), family);
    }

    private static Optional<AddressPrefix> network(byte[] octets, int length, AddressFamily family) {
        return octets.length == family.octets() ? Optional.of(masked(octets, length)) : Optional.empty();
    }

    private static byte[] number(int address) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(address).array();
    }
}
