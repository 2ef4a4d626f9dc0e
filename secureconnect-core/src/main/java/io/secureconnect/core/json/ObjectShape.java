package io.secureconnect.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The fields of one kind of object: one list that reader and writer both walk.
 *
 * @param <F> what collects the fields while they are read
 * @param <T> what they are written from
 */
final class ObjectShape<F, T> {
    private final String what;
    private final Map<String, Field<F, T>> fields = new LinkedHashMap<>();

    /** @param what for people, such as {@code a workload} */
    ObjectShape(String what) {
        this.what = what;
    }

    /** A field that must be there. */
    ObjectShape<F, T> required(String name, FieldReader<F> reader, FieldWriter<T> writer) {
        return add(name, Presence.REQUIRED, any -> true, reader, writer);
    }

    /** A field with a default. */
    ObjectShape<F, T> optional(String name, FieldReader<F> reader, FieldWriter<T> writer) {
        return add(name, Presence.OPTIONAL, any -> true, reader, writer);
    }

    /** A field that may be absent or, which is the same, null. */
    ObjectShape<F, T> nullable(String name, FieldReader<F> reader, FieldWriter<T> writer) {
        return add(name, Presence.NULLABLE, any -> true, reader, writer);
    }

    /** A field that only some of the objects have. */
    ObjectShape<F, T> where(String name, Predicate<T> has, FieldReader<F> reader, FieldWriter<T> writer) {
        return add(name, Presence.OPTIONAL, has, reader, writer);
    }

    private ObjectShape<F, T> add(
            String name, Presence presence, Predicate<T> has, FieldReader<F> reader, FieldWriter<T> writer) {
        fields.put(name, new Field<>(fields.size(), presence, has, reader, writer));
        return this;
    }

    /** Names of all fields, in the order in which they are written. */
    List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /** Names of the fields that must be there. */
    List<String> requiredNames() {
        List<String> names = new ArrayList<>();
        fields.forEach((name, field) -> {
            if (field.presence == Presence.REQUIRED) {
                names.add(name);
            }
        });
        return names;
    }

    /**
     * Reads the object at hand into {@code form} and notes all that is wrong with it.
     *
     * @return whether it was an object at all
     */
    boolean read(JsonSource in, F form) throws IOException {
        if (in.parser().currentToken() != JsonToken.START_OBJECT) {
            in.refuse(what + " is an object", "write { } with its fields: " + String.join(", ", fields.keySet()));
            return false;
        }
        long seen = 0;
        while (in.parser().nextToken() != JsonToken.END_OBJECT) {
            String name = in.parser().currentName();
            in.path().enter(name);
            in.parser().nextToken();
            Field<F, T> field = fields.get(name);
            if (field == null) {
                in.refuse(
                        what + " has no such field",
                        NearestName.remedy(name, fields.keySet(), "known are " + String.join(", ", fields.keySet())));
            } else if ((seen & 1L << field.index) != 0) {
                in.refuseDuplicateKey();
            } else {
                seen |= 1L << field.index;
                if (field.presence != Presence.NULLABLE || !in.isNull()) {
                    field.reader.read(form, in);
                }
            }
            in.path().leave();
        }
        refuseMissing(in, seen);
        return true;
    }

    private void refuseMissing(JsonSource in, long seen) {
        for (Map.Entry<String, Field<F, T>> entry : fields.entrySet()) {
            Field<F, T> field = entry.getValue();
            if (field.presence == Presence.REQUIRED && (seen & 1L << field.index) == 0) {
                in.refuseAt(in.pointer() + "/" + entry.getKey(), "absent", what + " must have this field", "add it");
            }
        }
    }

    /** Writes all fields that the value has, absent ones as null. */
    void write(T value, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, Field<F, T>> entry : fields.entrySet()) {
            if (entry.getValue().has.test(value)) {
                out.writeFieldName(entry.getKey());
                entry.getValue().writer.write(value, out);
            }
        }
        out.writeEndObject();
    }

    /** Reads a field's value into the form. */
    interface FieldReader<F> {
        void read(F form, JsonSource in) throws IOException;
    }

    /** Writes a field's value. */
    interface FieldWriter<T> {
        void write(T value, JsonGenerator out) throws IOException;
    }

    private enum Presence {
        REQUIRED,
        OPTIONAL,
        NULLABLE
    }

    private record Field<F, T>(
            int index, Presence presence, Predicate<T> has, FieldReader<F> reader, FieldWriter<T> writer) {}
}
