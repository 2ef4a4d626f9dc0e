package io.secureconnect.core.json;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name somebody meant. */
final class NearestName {
    private static final int MOST_EDITS = 3;
    private static final int LONGEST = 40;

    private NearestName() {}

    /** What to do about {@code wrong}, which is none of {@code known}. */
    static String remedy(String wrong, Collection<String> known, String otherwise) {
        return find(wrong, known).map(name -> "did you mean \"" + name + "\"?").orElse(otherwise);
    }

    /** The known name with the fewest edits, if there are few enough; the first of several. */
    static Optional<String> find(String wrong, Collection<String> known) {
        if (wrong.length() > LONGEST) {
            return Optional.empty();
        }
        String lowerCase = wrong.toLowerCase(Locale.ROOT);
        String nearest = "";
        int fewest = Math.min(MOST_EDITS, (wrong.length() + 2) / 3) + 1;
        for (String name : known) {
            int edits = edits(lowerCase, name.toLowerCase(Locale.ROOT));
            if (edits < fewest) {
                fewest = edits;
                nearest = name;
            }
        }
        return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
    }

    /** How many characters must be put in, taken out or changed (Levenshtein). */
    private static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
