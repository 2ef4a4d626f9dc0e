package io.secureconnect.examples.console;

import java.util.Map;

/** Colours, or none: a terminal gets them unless {@code NO_COLOR} is set (no-color.org). */
public enum Palette {
    PLAIN,
    COLOR;

    private static final String RESET = "\u001b[0m";

    /**
     * Whether standard output is a terminal that shows colours.
     *
     * @param terminal what the start script found out by {@code test -t 1}
     */
    public static Palette of(boolean terminal, Map<String, String> environment) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        return terminal && !refused ? COLOR : PLAIN;
    }

    /** What a text says about the reader's traffic. */
    public enum Tone {
        NEUTRAL(""),
        HEADING("\u001b[1m"),
        GOOD("\u001b[32m"),
        NOTICE("\u001b[33m"),
        BAD("\u001b[31m");

        private final String sequence;

        Tone(String sequence) {
            this.sequence = sequence;
        }
    }

    /** {@code text} in its tone. */
    public String paint(Tone tone, String text) {
        return this == PLAIN || tone == Tone.NEUTRAL ? text : tone.sequence + text + RESET;
    }
}
