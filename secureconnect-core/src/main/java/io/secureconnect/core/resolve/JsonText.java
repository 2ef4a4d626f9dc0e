package io.secureconnect.core.resolve;

import java.util.Locale;

/** The few pieces of JSON that a fault shows: quoted strings and pointer segments. */
public final class JsonText {
    private JsonText() {}

    /** The string as JSON (RFC 8259 §7). Control characters are left to {@link #printable}. */
    public static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /**
     * The text with JSON's hexadecimal escapes in place of control characters and of surrogates without their other half, so that
     * nothing in a document can steer the terminal or log that shows it.
     */
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Names.isUnpaired(text, i)) {
                printable.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }

    /** One segment of a JSON pointer (RFC 6901 §3). */
    public static String segment(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
