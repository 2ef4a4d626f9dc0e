package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;

/**
 * The order of ids and names in policies and plans: by Unicode code point, which is also that of their UTF-8 octets.
 *
 * <p>{@link String#compareTo} sorts characters beyond U+FFFF before U+E000 to U+FFFF, so two programs in different
 * languages would disagree about which end of a pair comes first.
 */
@PublicApi
public final class CodePointOrder {
    private CodePointOrder() {}

    /** Negative, zero or positive as {@code one} comes before, is, or comes after {@code other}. */
    public static int compare(String one, String other) {
        int common = Math.min(one.length(), other.length());
        for (int i = 0; i < common; i++) {
            char c = one.charAt(i);
            char d = other.charAt(i);
            if (c != d) {
                boolean surrogates = Character.isSurrogate(c);
                return surrogates == Character.isSurrogate(d) ? c - d : surrogates ? 1 : -1;
            }
        }
        return one.length() - other.length();
    }
}
