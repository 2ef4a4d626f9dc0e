package io.secureconnect.core.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.secureconnect.core.resolve.JsonText;
import java.io.IOException;

/** The beginning of a value as JSON text, for a fault. */
final class JsonExcerpt {
    private static final int ENOUGH = 200;

    private final StringBuilder text = new StringBuilder();

    private JsonExcerpt() {}

    /** Reads past the value at hand and returns how it begins. */
    static String consume(JsonParser parser) throws IOException {
        JsonExcerpt excerpt = new JsonExcerpt();
        int depth = 0;
        for (JsonToken token = parser.currentToken(); token != null; token = parser.nextToken()) {
            if (excerpt.text.length() < ENOUGH) {
                excerpt.append(token, parser);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                break;
            }
        }
        return excerpt.text.toString();
    }

    private void append(JsonToken token, JsonParser parser) throws IOException {
        boolean afterValue = text.length() > 0 && "[{:".indexOf(text.charAt(text.length() - 1)) < 0;
        if (afterValue && !token.isStructEnd()) {
            text.append(',');
        }
        switch (token) {
            case FIELD_NAME -> text.append(JsonText.quote(parser.currentName())).append(':');
            case VALUE_STRING -> text.append(JsonText.quote(parser.getText()));
            default -> text.append(parser.getText());
        }
    }
}
