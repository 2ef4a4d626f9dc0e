package io.secureconnect.core.ike.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The rows of one registry by their numbers; immutable. */
public final class Registry<E extends Registered> {
    private final String noun;
    private final Map<Integer, Optional<E>> rows;

    private Registry(String noun, Map<Integer, Optional<E>> rows) {
        this.noun = noun;
        this.rows = rows;
    }

    public static <E extends Registered> Registry<E> of(String noun, E[] rows) {
        Map<Integer, Optional<E>> byNumber = new HashMap<>();
        for (E row : rows) {
            if (byNumber.put(row.number(), Optional.of(row)) != null) {
                throw new IllegalStateException(noun + " " + row.number() + " has two rows");
            }
        }
        return new Registry<>(noun, Map.copyOf(byNumber));
    }

    public Optional<E> of(int number) {
        return rows.getOrDefault(number, Optional.empty());
    }

    public String text(int number) {
        return of(number).map(Registered::rfcName).orElseGet(() -> noun + " " + number + hex(number));
    }

    private static String hex(int number) {
        return " (0x" + Integer.toHexString(number) + ")";
    }
}
