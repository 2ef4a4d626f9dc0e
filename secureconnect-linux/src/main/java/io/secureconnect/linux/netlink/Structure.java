package io.secureconnect.linux.netlink;

import java.util.Objects;

/**
 * A C structure: its kernel name and one ordered field list, which reader, writer and layout all walk.
 *
 * @param <T> the value that stands for it
 */
public final class Structure<T> {
    /** The field list: passes each field of {@code value} through {@code fields} and builds the value that comes back. */
    @FunctionalInterface
    public interface Walk<T> {
        T walk(Fields fields, T value);
    }

    private final String name;
    private final T blank;
    private final Walk<T> walk;
    private final int size;
    private final int alignment;
    private final boolean mayEndInGap;
    private final boolean fixed;

    private Structure(String name, T blank, Walk<T> walk) {
        this.name = Objects.requireNonNull(name, "name");
        this.blank = Objects.requireNonNull(blank, "blank");
        this.walk = walk;
        FieldLayout layout = new FieldLayout();
        walk.walk(layout, blank);
        this.alignment = layout.alignment();
        int fields = layout.size();
        layout.align(alignment);
        this.size = layout.size();
        this.fixed = !layout.hasVariablePart();
        this.mayEndInGap = size > fields || !fixed;
    }

    /**
     * A structure from its field list.
     *
     * @param name its name in the kernel's header, without {@code struct}
     * @param blank a value with every field zero; variable parts empty
     */
    public static <T> Structure<T> of(String name, T blank, Walk<T> walk) {
        return new Structure<>(name, blank, walk);
    }

    /** The name in the kernel's header. */
    public String name() {
        return name;
    }

    /** Octets of the fixed part, gaps included: C's {@code sizeof}. */
    public int size() {
        return size;
    }

    /** The multiple at which the structure must stand. */
    public int alignment() {
        return alignment;
    }

    /** A value with every field zero. */
    public T blank() {
        return blank;
    }

    /** Whether all values have one size, so that the blank one is so many zeros. */
    boolean isFixed() {
        return fixed;
    }

    /** Walks the fields, then the gap at the end. */
    public T walk(Fields fields, T value) {
        T result = walk.walk(fields, value);
        if (mayEndInGap) {
            fields.align(alignment);
        }
        return result;
    }

    @Override
    public String toString() {
        return name;
    }
}
