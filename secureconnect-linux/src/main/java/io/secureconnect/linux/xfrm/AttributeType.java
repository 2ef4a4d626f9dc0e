package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Octets;
import io.secureconnect.linux.netlink.Structure;
import java.util.Locale;

/**
 * One kind of attribute: its number, its kernel name and the structure of its value. Two types are the same if their
 * numbers and names are.
 *
 * @param <T> the value
 */
public final class AttributeType<T> {
    static final Structure<Octets> RAW = Structure.of("octets", Octets.NONE, (f, v) -> f.rest("data", v));

    private final int number;
    private final String name;
    private final Structure<T> structure;

    AttributeType(int number, String name, Structure<T> structure) {
        this.number = number;
        this.name = name;
        this.structure = structure;
    }

    /** A type this SDK has no row for: its octets survive, its name is its number. */
    public static AttributeType<Octets> unknown(int number) {
        return new AttributeType<>(number, String.format(Locale.ROOT, "attribute 0x%x", number), RAW);
    }

    public int number() {
        return number;
    }

    /** The kernel's name, such as {@code XFRMA_ALG_AEAD}. */
    public String name() {
        return name;
    }

    Structure<T> structure() {
        return structure;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof AttributeType<?> that && that.number == number && that.name.equals(name));
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return name;
    }
}
