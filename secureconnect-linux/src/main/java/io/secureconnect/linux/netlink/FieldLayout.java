package io.secureconnect.linux.netlink;

import io.secureconnect.api.auth.SecretBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks a field list without octets and notes where each field stands. */
public final class FieldLayout implements Fields {
    /**
     * One field.
     *
     * @param name dotted through inner structures, as C writes it
     * @param offset octets from the start of the outermost structure
     * @param size octets; 0 for a part of variable length
     */
    public record Field(String name, int offset, int size) {}

    private final List<Field> fields = new ArrayList<>();
    private String prefix = "";
    private int size;
    private int alignment = 1;

    /** The fields of {@code structure} in order; an inner structure is listed before its own fields. */
    public static <T> List<Field> of(Structure<T> structure) {
        FieldLayout layout = new FieldLayout();
        structure.walk(layout, structure.blank());
        return List.copyOf(layout.fields);
    }

    int size() {
        return size;
    }

    int alignment() {
        return alignment;
    }

    boolean hasVariablePart() {
        return fields.stream().anyMatch(field -> field.size() == 0);
    }

    private void note(String name, int octets, int multiple) {
        align(multiple);
        fields.add(new Field(prefix + name, size, octets));
        size += octets;
    }

    @Override
    public int u8(String name, int value) {
        note(name, 1, 1);
        return value;
    }

    @Override
    public int u16(String name, int value) {
        note(name, 2, 2);
        return value;
    }

    @Override
    public int u32(String name, int value) {
        note(name, 4, 4);
        return value;
    }

    @Override
    public long u64(String name, long value) {
        note(name, 8, 8);
        return value;
    }

    @Override
    public int be16(String name, int value) {
        return u16(name, value);
    }

    @Override
    public int be32(String name, int value) {
        return u32(name, value);
    }

    @Override
    public long be64Unaligned(String name, long value) {
        note(name, 8, 4);
        return value;
    }

    @Override
    public String text(String name, int octets, String value) {
        note(name, octets, 1);
        return value;
    }

    @Override
    public <T> T struct(String name, Structure<T> structure, T value) {
        align(structure.alignment());
        fields.add(new Field(prefix + name, size, structure.size()));
        String outer = prefix;
        prefix = outer + name + ".";
        T result = structure.walk(this, value);
        prefix = outer;
        return result;
    }

    @Override
    public <T> List<T> repeat(String name, Structure<T> structure, List<T> value) {
        align(structure.alignment());
        fields.add(new Field(prefix + name, size, 0));
        return value;
    }

    @Override
    public Octets rest(String name, Octets value) {
        fields.add(new Field(prefix + name, size, 0));
        return value;
    }

    @Override
    public Optional<SecretBytes> secret(String name, int octets, Optional<SecretBytes> value) {
        fields.add(new Field(prefix + name, size, 0));
        return value;
    }

    @Override
    public void align(int multiple) {
        alignment = Math.max(alignment, multiple);
        size = (size + multiple - 1) & -multiple;
    }
}
