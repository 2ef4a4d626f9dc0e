package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import java.util.Arrays;

/**
 * The version of a workload's agent, compared number by number: 20.0 is newer than 19.3.2.
 *
 * @param text the version as written, numbers joined with dots
 */
@PublicApi
public record AgentVersion(String text) implements Comparable<AgentVersion> {
    public AgentVersion {
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9}){0,5}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an agent version; write numbers and dots, such as 25.2.0");
        }
    }

    @Override
    public int compareTo(AgentVersion other) {
        int[] mine = numbers();
        int[] theirs = other.numbers();
        for (int i = 0; i < Math.max(mine.length, theirs.length); i++) {
            int order = Integer.compare(i < mine.length ? mine[i] : 0, i < theirs.length ? theirs[i] : 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Whether this version is {@code major.minor} or newer. */
    public boolean isAtLeast(int major, int minor) {
        return compareTo(new AgentVersion(major + "." + minor)) >= 0;
    }

    private int[] numbers() {
        return Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    @Override
    public String toString() {
        return text;
    }
}
