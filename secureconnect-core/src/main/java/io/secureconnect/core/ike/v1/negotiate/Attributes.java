package io.secureconnect.core.ike.v1.negotiate;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.v1.registry.LifeType;
import io.secureconnect.core.ike.wire.DataAttribute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The attributes of one transform as numbers, basic or variable as they may be (RFC 2408 §3.3), lifetimes apart.
 *
 * @param values by attribute type
 * @param lifetimes by life type
 */
record Attributes(Map<Integer, Long> values, Map<Integer, Long> lifetimes) {
    private static final int LARGEST_BASIC = 0xffff;
    /** 136 years, or 4 TiB: what is longer is as good as that, and 32 bits can say it. */
    private static final long LARGEST_LIFE = 0xffff_ffffL;

    Attributes {
        values = Map.copyOf(values);
        lifetimes = Map.copyOf(lifetimes);
    }

    /**
     * Empty if something is there twice, is no number, or is a lifetime without its type in front of it.
     *
     * @param lifeType the attribute that says what the next {@code lifeDuration} counts
     */
    static Optional<Attributes> of(List<DataAttribute> attributes, Registered lifeType, Registered lifeDuration) {
        Map<Integer, Long> values = new HashMap<>();
        Map<Integer, Long> lifetimes = new HashMap<>();
        OptionalLong counted = OptionalLong.empty();
        for (DataAttribute attribute : attributes) {
            boolean isDuration = attribute.type() == lifeDuration.number();
            OptionalLong number = number(attribute, isDuration);
            if (number.isEmpty() || isDuration != counted.isPresent()) {
                return Optional.empty();
            }
            boolean isNew = true;
            if (isDuration) {
                isNew = lifetimes.put((int) counted.getAsLong(), number.getAsLong()) == null;
                counted = OptionalLong.empty();
            } else if (attribute.type() == lifeType.number()) {
                isNew = LifeType.of((int) number.getAsLong()).isPresent();
                counted = number;
            } else {
                isNew = values.put(attribute.type(), number.getAsLong()) == null;
            }
            if (!isNew) {
                return Optional.empty();
            }
        }
        return counted.isPresent() ? Optional.empty() : Optional.of(new Attributes(values, lifetimes));
    }

    /** Basic attributes as this host writes them, in the order of their types. */
    static List<DataAttribute> basic(Map<Integer, Long> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(e -> DataAttribute.ofShort(e.getKey(), e.getValue().intValue()))
                        .toList();
    }

    /** How long; zero and none at all say nothing. */
    Optional<Duration> lifetime() {
        long seconds = lifetimes.getOrDefault(LifeType.SECONDS.number(), 0L);
        return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    /** How much, in units of 1024 octets; zero and none at all say nothing. */
    OptionalLong kilobytes() {
        long kilobytes = lifetimes.getOrDefault(LifeType.KILOBYTES.number(), 0L);
        return kilobytes == 0 ? OptionalLong.empty() : OptionalLong.of(kilobytes);
    }

    /** A lifetime as this host writes it: its type, then its duration. */
    static List<DataAttribute> life(Registered lifeType, Registered lifeDuration, LifeType counted, long duration) {
        long most = Math.min(duration, LARGEST_LIFE);
        List<DataAttribute> pair = new ArrayList<>();
        pair.add(DataAttribute.ofShort(lifeType.number(), counted.number()));
        pair.add(
                most <= LARGEST_BASIC
                        ? DataAttribute.ofShort(lifeDuration.number(), (int) most)
                        : new DataAttribute(lifeDuration.number(), false, 0, octets((int) most)));
        return pair;
    }

    private static Bytes octets(int number) {
        return Bytes.wrap(
                new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number});
    }

    /** Numbers of 32 bits; a duration that is longer stands for the largest of them. */
    private static OptionalLong number(DataAttribute attribute, boolean isDuration) {
        if (attribute.isShort()) {
            return OptionalLong.of(attribute.value());
        }
        Bytes data = attribute.data();
        long number = 0;
        for (int i = 0; i < data.length(); i++) {
            number = Math.min(number << 8 | data.at(i), LARGEST_LIFE + 1);
        }
        if (data.isEmpty() || number > LARGEST_LIFE && !isDuration) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.min(number, LARGEST_LIFE));
    }
}
