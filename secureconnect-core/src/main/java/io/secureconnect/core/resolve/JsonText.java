package io.secureconnect.core.resolve;

import java.util.Locale;

/** The few pieces of JSON that a fault shows: quoted strings and pointer segments. */
public final class JsonText {
    private JsonText() {}

    /** The string as JSON (RFC 8259 §7); control characters and unpaired surrogates are escaped. */
    public static String quote(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20 || c == 0x7f || Names.isUnpaired(text, i)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** One segment of a JSON pointer (RFC 6901 §3). */
    public static String segment(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
