package io.secureconnect.core.ike.v1.informational;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.v1.registry.IpsecAttribute;
import io.secureconnect.core.ike.v1.registry.LifeType;
import io.secureconnect.core.ike.wire.DataAttribute;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.FieldReader;
import io.secureconnect.core.ike.wire.FieldWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The data of RESPONDER-LIFETIME: attributes as in a transform of ESP (RFC 2407 §4.6.3.1).
 *
 * @param seconds empty if it says nothing of time
 * @param kilobytes units of 1024 octets; empty if it says nothing of them
 */
record LifetimeAttributes(Optional<Duration> seconds, OptionalLong kilobytes) {
    private static final String SECTION = "RFC 2407 §4.6.3.1";
    /** 136 years, or 4 TiB. */
    private static final long MOST = 0xffff_ffffL;

    private static final int MOST_ATTRIBUTES = 8;

    static Bytes encode(Optional<Duration> seconds, OptionalLong kilobytes) {
        List<DataAttribute> attributes = new ArrayList<>();
        seconds.ifPresent(s -> add(attributes, LifeType.SECONDS, s.toSeconds()));
        kilobytes.ifPresent(k -> add(attributes, LifeType.KILOBYTES, k));
        FieldWriter writer = new FieldWriter();
        attributes.forEach(a -> DataAttribute.walk(writer, a));
        return Bytes.wrap(writer.toArray());
    }

    private static void add(List<DataAttribute> attributes, LifeType type, long duration) {
        byte[] octets = ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) Math.min(duration, MOST))
                .array();
        attributes.add(DataAttribute.ofShort(IpsecAttribute.LIFE_TYPE.number(), type.number()));
        attributes.add(new DataAttribute(IpsecAttribute.LIFE_DURATION.number(), false, 0, Bytes.wrap(octets)));
    }

    /** Empty if nothing in the data is a lifetime; zero counts for none, and what is not about lifetimes is passed over. */
    static Optional<LifetimeAttributes> decode(Bytes data) {
        Optional<Duration> seconds = Optional.empty();
        OptionalLong kilobytes = OptionalLong.empty();
        int type = 0;
        try {
            for (DataAttribute attribute : attributes(data)) {
                long value = value(attribute);
                if (attribute.type() == IpsecAttribute.LIFE_TYPE.number()) {
                    type = (int) value;
                } else if (attribute.type() == IpsecAttribute.LIFE_DURATION.number() && value > 0) {
                    if (type == LifeType.SECONDS.number()) {
                        seconds = Optional.of(Duration.ofSeconds(value));
                    } else if (type == LifeType.KILOBYTES.number()) {
                        kilobytes = OptionalLong.of(value);
                    }
                }
            }
        } catch (DecodeException e) {
            return Optional.empty();
        }
        return seconds.isPresent() || kilobytes.isPresent()
                ? Optional.of(new LifetimeAttributes(seconds, kilobytes))
                : Optional.empty();
    }

    private static List<DataAttribute> attributes(Bytes data) throws DecodeException {
        FieldReader reader = new FieldReader(data.toArray(), SECTION);
        List<DataAttribute> attributes =
                reader.items("Notification Data", MOST_ATTRIBUTES, List.of(), DataAttribute.BLANK, DataAttribute::walk);
        reader.finish();
        return attributes;
    }

    /** Longer numbers than 32 bits stand for the largest of them. */
    private static long value(DataAttribute attribute) {
        if (attribute.isShort()) {
            return attribute.value();
        }
        long value = 0;
        for (int i = 0; i < attribute.data().length(); i++) {
            value = Math.min(value << 8 | attribute.data().at(i), MOST);
        }
        return value;
    }
}
