package io.secureconnect.linux.lab;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code swanctl --list-sas} shows.
 *
 * @param established IKE SAs that are up, so neither being made nor being deleted
 * @param installed children in transport mode that are up
 * @param ikeSpis the initiator's SPI of every IKE SA, in hexadecimal
 * @param text all of it
 */
public record SwanSas(int established, int installed, Set<String> ikeSpis, String text) {
    private static final Pattern IKE = Pattern.compile("(?m)^\\S+: #\\d+, ESTABLISHED,");
    private static final Pattern CHILD = Pattern.compile("INSTALLED, TRANSPORT(-in-UDP)?, ESP");

    private static final Pattern INITIATOR_SPI = Pattern.compile("[0-9a-f]{16}(?=_i)");

    static SwanSas parse(String text) {
        Set<String> spis =
                INITIATOR_SPI.matcher(text).results().map(MatchResult::group).collect(Collectors.toUnmodifiableSet());
        return new SwanSas(count(IKE, text), count(CHILD, text), spis, text);
    }

    private static int count(Pattern pattern, String text) {
        return Math.toIntExact(pattern.matcher(text).results().count());
    }
}
