package io.secureconnect.core.resolve;

import java.util.Arrays;

/** Numbers that are appended one after the other. */
final class IntBuffer {
    private int[] content = new int[8];
    private int size;

    void add(int value) {
        if (size == content.length) {
            content = Arrays.copyOf(content, size * 2);
        }
        content[size++] = value;
    }

    /** Appends the length and the values. */
    void addAll(int[] values) {
        add(values.length);
        for (int value : values) {
            add(value);
        }
    }

    int get(int at) {
        return content[at];
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(content, size);
    }
}
