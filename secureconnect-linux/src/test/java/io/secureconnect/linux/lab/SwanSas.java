package io.secureconnect.linux.lab;

import java.util.regex.Pattern;

/**
 * What {@code swanctl --list-sas} shows.
 *
 * @param established IKE SAs that are up, so neither being made nor being deleted
 * @param installed children in transport mode that are up
 * @param text all of it
 */
public record SwanSas(int established, int installed, String text) {
    private static final Pattern IKE = Pattern.compile("(?m)^\\S+: #\\d+, ESTABLISHED,");
    private static final Pattern CHILD = Pattern.compile("INSTALLED, TRANSPORT(-in-UDP)?, ESP");

    static SwanSas parse(String text) {
        return new SwanSas(count(IKE, text), count(CHILD, text), text);
    }

    private static int count(Pattern pattern, String text) {
        return Math.toIntExact(pattern.matcher(text).results().count());
    }
}
