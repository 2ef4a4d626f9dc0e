package io.secureconnect.core.resolve;

/** What holds for every id, name, label key and label value. */
final class Names {
    /** The longest name, in UTF-16 units. */
    static final int MOST_CHARACTERS = 1024;

    static final String RULE =
            "a name has 1 to " + MOST_CHARACTERS + " characters, no control characters and no half surrogate pairs";

    private Names() {}

    static boolean isName(String text) {
        int length = text.length();
        if (length == 0 || length > MOST_CHARACTERS) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0xd800 && isUnpaired(text, i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the UTF-16 unit at {@code at} is a surrogate without its other half, which UTF-8 cannot carry. */
    static boolean isUnpaired(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /** Notes a fault unless {@code text} is a name. */
    static void check(FaultList faults, Place place, String text) {
        if (!isName(text)) {
            faults.add(place, JsonText.quote(text), RULE, "choose another name");
        }
    }
}
