package io.secureconnect.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/**
 * Puts what stands near the root on lines of its own and leaves what stands deeper on one line, so that an entry of a
 * long list is one line of a diff. Two spaces a level, always a line feed.
 */
final class LinePrinter implements PrettyPrinter {
    private final int deepest;
    private int depth;

    /** @param deepest the level whose members still begin a line; the members of the root are level 1 */
    LinePrinter(int deepest) {
        this.deepest = deepest;
    }

    private void member(JsonGenerator out, boolean first) throws IOException {
        if (depth <= deepest) {
            out.writeRaw('\n');
            for (int i = 0; i < depth; i++) {
                out.writeRaw("  ");
            }
        } else if (!first) {
            out.writeRaw(' ');
        }
    }

    private void end(JsonGenerator out, int members, char bracket) throws IOException {
        boolean ownLine = depth <= deepest && members > 0;
        depth--;
        if (ownLine) {
            member(out, true);
        }
        out.writeRaw(bracket);
    }

    private void begin(JsonGenerator out, char bracket) throws IOException {
        out.writeRaw(bracket);
        depth++;
    }

    @Override
    public void writeRootValueSeparator(JsonGenerator out) throws IOException {
        out.writeRaw('\n');
    }

    @Override
    public void writeStartObject(JsonGenerator out) throws IOException {
        begin(out, '{');
    }

    @Override
    public void beforeObjectEntries(JsonGenerator out) throws IOException {
        member(out, true);
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
        out.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
        out.writeRaw(',');
        member(out, false);
    }

    @Override
    public void writeEndObject(JsonGenerator out, int members) throws IOException {
        end(out, members, '}');
    }

    @Override
    public void writeStartArray(JsonGenerator out) throws IOException {
        begin(out, '[');
    }

    @Override
    public void beforeArrayValues(JsonGenerator out) throws IOException {
        member(out, true);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
        out.writeRaw(',');
        member(out, false);
    }

    @Override
    public void writeEndArray(JsonGenerator out, int members) throws IOException {
        end(out, members, ']');
    }
}
