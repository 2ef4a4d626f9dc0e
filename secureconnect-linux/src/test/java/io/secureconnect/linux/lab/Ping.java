package io.secureconnect.linux.lab;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ping counted.
 *
 * @param sent echo requests handed to the kernel; 0 if it refused the destination outright, as it does for a policy
 *     with action block
 * @param received answers
 * @param text all ping wrote
 */
public record Ping(int sent, int received, String text) {
    private static final Pattern COUNTS = Pattern.compile("(\\d+) packets transmitted, (\\d+) received");

    static Ping parse(Command.Result result) {
        String text = result.output() + result.errors();
        Matcher counts = COUNTS.matcher(text);
        if (counts.find()) {
            return new Ping(Integer.parseInt(counts.group(1)), Integer.parseInt(counts.group(2)), text);
        }
        if (text.contains("Operation not permitted")) {
            return new Ping(0, 0, text);
        }
        throw new AssertionError("ping ended with " + result.status() + " and no counts:\n" + text);
    }

    /** Requests without an answer. */
    public int lost() {
        return sent - received;
    }
}
