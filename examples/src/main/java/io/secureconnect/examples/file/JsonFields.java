package io.secureconnect.examples.file;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.console.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object out of a file that others may have written. Every complaint names the file, the JSON pointer, the value and
 * what belongs there, with {@code KEY_UNREADABLE}.
 */
final class JsonFields {
    private static final int SHOWN = 80;

    private final Path file;
    private final String pointer;
    private final Map<?, ?> fields;

    private JsonFields(Path file, String pointer, Map<?, ?> fields) {
        this.file = file;
        this.pointer = pointer;
        this.fields = fields;
    }

    /** The object that the whole of {@code text} is; its {@code format} must be this one. */
    static JsonFields parse(Path file, byte[] text, String format) {
        try {
            Object value = Json.parse(text);
            if (!(value instanceof Map<?, ?> map)) {
                throw unreadable(file, "", value, "a JSON object");
            }
            return new JsonFields(file, "", map).expect("format", format);
        } catch (IOException e) {
            throw new SecureConnectException(
                    ErrorCode.KEY_UNREADABLE,
                    file + ": not JSON: " + Printable.of(String.valueOf(e.getMessage()))
                            + "; fetch the file again or remove it",
                    e);
        }
    }

    /** Demands one value of a field. */
    JsonFields expect(String name, String only) {
        if (!only.equals(fields.get(name))) {
            throw complaint(name, "\"" + only + "\"");
        }
        return this;
    }

    String text(String name) {
        Object value = fields.get(name);
        if (value instanceof String text) {
            return text;
        }
        throw complaint(name, "a text");
    }

    long number(String name) {
        Object value = fields.get(name);
        if (value instanceof Long number) {
            return number;
        }
        throw complaint(name, "an integer");
    }

    boolean truth(String name) {
        Object value = fields.get(name);
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw complaint(name, "true or false");
    }

    /** A text that {@code reader} understands; {@code demand} says what it would. */
    <T> T read(String name, String demand, Function<String, T> reader) {
        try {
            return reader.apply(text(name));
        } catch (IllegalArgumentException e) {
            throw complaint(name, demand);
        }
    }

    JsonFields object(String name) {
        return object(pointer + "/" + name, fields.get(name));
    }

    List<JsonFields> objects(String name) {
        Object value = fields.get(name);
        if (!(value instanceof List<?> list)) {
            throw complaint(name, "an array");
        }
        List<JsonFields> objects = new ArrayList<>();
        for (Object element : list) {
            objects.add(object(pointer + "/" + name + "/" + objects.size(), element));
        }
        return objects;
    }

    private JsonFields object(String where, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new JsonFields(file, where, map);
        }
        throw unreadable(file, where, value, "an object");
    }

    /** What is wrong with a field. */
    SecureConnectException complaint(String name, String demand) {
        return unreadable(file, pointer + "/" + name, fields.get(name), demand);
    }

    private static SecureConnectException unreadable(Path file, String pointer, @Nullable Object value, String demand) {
        String shown = value == null ? "missing" : Json.line(value);
        String cut = shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown;
        return new SecureConnectException(
                ErrorCode.KEY_UNREADABLE,
                file + ": " + (pointer.isEmpty() ? "/" : pointer) + ": " + Printable.of(cut) + ": " + demand
                        + " belongs there; fetch the file again or remove it");
    }
}
