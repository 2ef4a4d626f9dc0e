package io.secureconnect.core.resolve;

import io.secureconnect.api.error.InvalidPolicyException;
import io.secureconnect.api.error.PolicyFault;
import java.util.ArrayList;
import java.util.List;

/** Faults of one document, at most {@value #MOST}, so that a hostile document cannot fill the memory with them. */
public final class FaultList {
    /** How many faults are kept; one more says that there were others. */
    public static final int MOST = 10_000;

    private static final int VALUE_CHARACTERS = 80;

    private final List<PolicyFault> faults = new ArrayList<>();

    /** Notes a fault; {@code value} is JSON text and is cut to 80 characters. */
    public void add(String pointer, String value, String rule, String remedy) {
        if (faults.size() < MOST) {
            faults.add(new PolicyFault(
                    JsonText.printable(pointer),
                    cut(JsonText.printable(cut(value))),
                    JsonText.printable(rule),
                    JsonText.printable(remedy)));
        } else if (faults.size() == MOST) {
            faults.add(new PolicyFault(
                    "",
                    "more than " + MOST + " faults",
                    "the faults after the first " + MOST + " are not listed",
                    "mend those above and read the document again"));
        }
    }

    void add(Place place, String value, String rule, String remedy) {
        add(place.toString(), value, rule, remedy);
    }

    /** Whether further faults would only be counted as others. */
    public boolean isFull() {
        return faults.size() > MOST;
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** What was noted, in that order. */
    public List<PolicyFault> list() {
        return List.copyOf(faults);
    }

    /** @throws InvalidPolicyException if a fault was noted */
    public void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new InvalidPolicyException(faults);
        }
    }

    private static String cut(String value) {
        if (value.length() <= VALUE_CHARACTERS) {
            return value;
        }
        int end = VALUE_CHARACTERS - 1;
        if (Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(0, end) + "…";
    }
}
