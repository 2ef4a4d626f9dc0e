package io.secureconnect.linux.netlink;

/**
 * A C structure: its kernel name and one ordered field list, which reader, writer and layout all walk. Made by {@link #of}.
 *
 * <p>A record, because the compiler trusts a record's fields to be final and so can see through inner structures.
 *
 * @param <T> the value that stands for it
 * @param name the name in the kernel's header, without {@code struct}
 * @param blank a value with every field zero; variable parts empty
 * @param list the field list
 * @param size octets of the fixed part, gaps included: C's {@code sizeof}
 * @param alignment the multiple at which the structure must stand
 * @param fixed whether all values have one size, so that the blank one is so many zeros
 * @param mayEndInGap whether a gap may follow the last field
 */
public record Structure<T>(
        String name, T blank, Walk<T> list, int size, int alignment, boolean fixed, boolean mayEndInGap) {
    /** The field list: passes each field of {@code value} through {@code fields} and builds the value that comes back. */
    @FunctionalInterface
    public interface Walk<T> {
        T walk(Fields fields, T value);
    }

    /**
     * A structure from its field list.
     *
     * @param name its name in the kernel's header, without {@code struct}
     * @param blank a value with every field zero; variable parts empty
     */
    public static <T> Structure<T> of(String name, T blank, Walk<T> list) {
        FieldLayout layout = new FieldLayout();
        list.walk(layout, blank);
        int alignment = layout.alignment();
        int fields = layout.size();
        layout.align(alignment);
        boolean fixed = !layout.hasVariablePart();
        return new Structure<>(name, blank, list, layout.size(), alignment, fixed, layout.size() > fields || !fixed);
    }

    /** Walks the fields, then the gap at the end. */
    public T walk(Fields fields, T value) {
        T result = list.walk(fields, value);
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
