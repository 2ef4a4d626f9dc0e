package io.secureconnect.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Values that the writers of several forms write alike. */
final class JsonOut {
    private JsonOut() {}

    /** The text of a value, or null. */
    static void text(JsonGenerator out, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            out.writeString(value.get().toString());
        } else {
            out.writeNull();
        }
    }

    static void number(JsonGenerator out, OptionalInt value) throws IOException {
        if (value.isPresent()) {
            out.writeNumber(value.getAsInt());
        } else {
            out.writeNull();
        }
    }

    static void number(JsonGenerator out, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            out.writeNumber(value.getAsLong());
        } else {
            out.writeNull();
        }
    }

    static <T> void texts(JsonGenerator out, Collection<T> values, Function<T, String> text) throws IOException {
        out.writeStartArray();
        for (T value : values) {
            out.writeString(text.apply(value));
        }
        out.writeEndArray();
    }

    static <T> void list(JsonGenerator out, Collection<T> values, ObjectShape.FieldWriter<T> writer)
            throws IOException {
        out.writeStartArray();
        for (T value : values) {
            writer.write(value, out);
        }
        out.writeEndArray();
    }
}
