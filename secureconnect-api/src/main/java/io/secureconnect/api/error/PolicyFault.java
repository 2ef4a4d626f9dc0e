package io.secureconnect.api.error;

import io.secureconnect.api.PublicApi;
import java.util.Objects;

/**
 * One fault of a policy document.
 *
 * @param pointer where it stands, a JSON pointer (RFC 6901); empty for the whole document
 * @param value the offending value as JSON text, cut to 80 characters
 * @param rule what the format demands there
 * @param remedy what to do about it
 */
@PublicApi
public record PolicyFault(String pointer, String value, String rule, String remedy) {
    public PolicyFault {
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** One line: pointer, value, rule and remedy. */
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "/" : pointer) + ": " + value + ": " + rule + "; " + remedy;
    }
}
