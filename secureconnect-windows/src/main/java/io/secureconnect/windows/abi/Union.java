package io.secureconnect.windows.abi;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Members at one place, of which a number says which one is there. Immutable, thread-safe.
 *
 * @param <T> the value that stands for whichever is there
 */
public final class Union<T> {
    private final List<Arm<T>> arms;
    private final Struct.Walk<T> other;
    private final Map<Abi, Layout> layouts = new EnumMap<>(Abi.class);

    /**
     * One of its members.
     *
     * @param selector the number that says that it is this one
     * @param blank handed to a reader, and to the layout
     */
    public record Arm<T>(int selector, T blank, Struct.Walk<T> member) {}

    private Union(List<Arm<T>> arms, Struct.Walk<T> other) {
        this.arms = List.copyOf(arms);
        this.other = other;
        for (Abi abi : Abi.values()) {
            Layout layout = new Layout(abi);
            this.arms.forEach(arm -> layout.over(() -> arm.member().walk(layout, arm.blank())));
            layout.end();
            layouts.put(abi, layout);
        }
    }

    /** @param other what a reader makes of a number that no arm has; walks nothing */
    public static <T> Union<T> of(Struct.Walk<T> other, List<Arm<T>> arms) {
        return new Union<>(arms, other);
    }

    Layout layout(Abi abi) {
        return Objects.requireNonNull(layouts.get(abi), "each ABI has a layout");
    }

    T walk(Members members, int selector, T value, boolean reading) {
        for (Arm<T> arm : arms) {
            if (arm.selector() == selector) {
                return arm.member().walk(members, reading ? arm.blank() : value);
            }
        }
        return other.walk(members, value);
    }
}
