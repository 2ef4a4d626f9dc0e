package io.secureconnect.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of one kind of object that is written and never read, in order. */
final class WrittenShape<T> {
    private final Map<String, ObjectShape.FieldWriter<T>> fields = new LinkedHashMap<>();

    WrittenShape<T> field(String name, ObjectShape.FieldWriter<T> writer) {
        fields.put(name, writer);
        return this;
    }

    void write(T value, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, ObjectShape.FieldWriter<T>> field : fields.entrySet()) {
            out.writeFieldName(field.getKey());
            field.getValue().write(value, out);
        }
        out.writeEndObject();
    }
}
