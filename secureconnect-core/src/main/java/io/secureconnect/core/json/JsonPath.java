package io.secureconnect.core.json;

import io.secureconnect.core.resolve.JsonText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The way from the root of a document to the value at hand; becomes a JSON pointer (RFC 6901) only when asked. */
final class JsonPath {
    private @Nullable String[] names = new String[JsonFormat.MOST_NESTING];
    private int[] indexes = new int[JsonFormat.MOST_NESTING];
    private int depth;

    void enter(String name) {
        grow();
        names[depth++] = name;
    }

    /** Goes to the first entry of a list. */
    void enterList() {
        grow();
        names[depth] = null;
        indexes[depth++] = 0;
    }

    void nextEntry() {
        indexes[depth - 1]++;
    }

    void leave() {
        depth--;
    }

    private void grow() {
        if (depth == indexes.length) {
            names = Arrays.copyOf(names, depth * 2);
            indexes = Arrays.copyOf(indexes, depth * 2);
        }
    }

    /** The pointer. */
    @Override
    public String toString() {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            String name = names[i];
            pointer.append('/').append(name == null ? Integer.toString(indexes[i]) : JsonText.segment(name));
        }
        return pointer.toString();
    }
}
