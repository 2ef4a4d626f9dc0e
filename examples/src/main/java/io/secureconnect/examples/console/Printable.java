package io.secureconnect.examples.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Text from files and peers made fit for a terminal, so that no workload id can move the cursor or forge a line. */
public final class Printable {
    private Printable() {}

    /** {@code text} with control and format characters as escapes, such as {@code \u001b}. */
    public static String of(String text) {
        if (text.codePoints().allMatch(Printable::isPlain)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isPlain(c)) {
                plain.appendCodePoint(c);
            } else {
                plain.append(String.format(Locale.ROOT, c < 0x10000 ? "\\u%04x" : "\\u{%x}", c));
            }
        });
        return plain.toString();
    }

    /** As {@link #of}, but line breaks stay. */
    public static String lines(String text) {
        return Arrays.stream(text.split("\n", -1)).map(Printable::of).collect(Collectors.joining("\n"));
    }

    private static boolean isPlain(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
