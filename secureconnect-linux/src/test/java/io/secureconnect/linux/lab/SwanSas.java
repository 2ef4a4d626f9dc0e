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
 * @param inboundSpis of the children that are up, in hexadecimal
 * @param text all of it
 */
public record SwanSas(int established, int installed, Set<String> ikeSpis, Set<String> inboundSpis, String text) {
    private static final Pattern IKE = Pattern.compile("(?m)^\\S+: #\\d+, ESTABLISHED,");
    private static final Pattern CHILD = Pattern.compile("INSTALLED, TRANSPORT(-in-UDP)?, ESP");

    private static final Pattern INBOUND_SPI =
            Pattern.compile("INSTALLED, TRANSPORT[^\\n]*\\n[^\\n]*\\n\\s+in\\s+([0-9a-f]{8})");

    private static final Pattern INITIATOR_SPI = Pattern.compile("[0-9a-f]{16}(?=_i)");

    static SwanSas parse(String text) {
        Set<String> spis =
                INITIATOR_SPI.matcher(text).results().map(MatchResult::group).collect(Collectors.toUnmodifiableSet());
        Set<String> inbound = INBOUND_SPI
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toUnmodifiableSet());
        return new SwanSas(count(IKE, text), count(CHILD, text), spis, inbound, text);
    }

    private static int count(Pattern pattern, String text) {
        return Math.toIntExact(pattern.matcher(text).results().count());
    }
}
