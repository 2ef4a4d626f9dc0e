package io.secureconnect.windows.model;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.testkit.kernel.IpPacket;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One packet as a layer sees it: its fields as numbers. */
record PacketFields(TransportLayer layer, Map<Field, BigInteger> values) {
    PacketFields {
        values = Map.copyOf(values);
    }

    /** @param flags of {@code FWP_CONDITION_FLAG_*} */
    static PacketFields of(IpPacket packet, Direction direction, int flags) {
        boolean out = direction == Direction.OUTBOUND;
        Map<Field, BigInteger> values = new EnumMap<>(Field.class);
        values.put(Field.LOCAL_ADDRESS, number(out ? packet.source() : packet.destination()));
        values.put(Field.REMOTE_ADDRESS, number(out ? packet.destination() : packet.source()));
        values.put(Field.PROTOCOL, BigInteger.valueOf(packet.protocol()));
        values.put(Field.FLAGS, BigInteger.valueOf(flags));
        if (packet.icmpType().isPresent()) {
            put(values, Field.LOCAL_PORT, packet.icmpType());
            put(values, Field.REMOTE_PORT, OptionalInt.of(packet.payload()[1] & 0xff));
        } else {
            put(values, Field.LOCAL_PORT, out ? packet.sourcePort() : packet.destinationPort());
            put(values, Field.REMOTE_PORT, out ? packet.destinationPort() : packet.sourcePort());
        }
        return new PacketFields(TransportLayer.of(direction, packet.source().family()), values);
    }

    Optional<BigInteger> value(Field field) {
        return Optional.ofNullable(values.get(field));
    }

    static BigInteger number(IpAddress address) {
        return new BigInteger(1, address.octets());
    }

    private static void put(Map<Field, BigInteger> values, Field field, OptionalInt number) {
        number.ifPresent(value -> values.put(field, BigInteger.valueOf(value)));
    }
}
