package io.secureconnect.windows.abi;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A C structure: its name in the SDK's headers, and the one list of its members, which writer, reader and layout all walk.
 * Immutable, thread-safe.
 *
 * @param <T> the value that stands for it
 */
public final class Struct<T> {
    private final String name;
    private final T blank;
    private final Walk<T> list;
    private final Map<Abi, Layout> layouts = new EnumMap<>(Abi.class);

    private Struct(String name, T blank, Walk<T> list) {
        this.name = name;
        this.blank = blank;
        this.list = list;
        for (Abi abi : Abi.values()) {
            Layout layout = new Layout(abi);
            list.walk(layout, blank);
            layout.end();
            layouts.put(abi, layout);
        }
    }

    /** Passes each member of {@code value} through {@code members} and builds the value that comes back. */
    @FunctionalInterface
    public interface Walk<T> {
        T walk(Members members, T value);
    }

    /** @param blank a value with every member zero or null, which a reader is handed */
    public static <T> Struct<T> of(String name, T blank, Walk<T> list) {
        return new Struct<>(name, blank, list);
    }

    public String name() {
        return name;
    }

    public T blank() {
        return blank;
    }

    /** Where its members stand. */
    public Layout layout(Abi abi) {
        return Objects.requireNonNull(layouts.get(abi), "each ABI has a layout");
    }

    T walk(Members members, T value) {
        return list.walk(members, value);
    }

    @Override
    public String toString() {
        return name;
    }
}
