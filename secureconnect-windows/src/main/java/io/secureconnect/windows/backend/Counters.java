package io.secureconnect.windows.backend;

import io.secureconnect.windows.wfp.IpsecStatistics;
import java.util.Map;
import java.util.TreeMap;

/** Packets that IPsec dropped on this host, by the names of {@code ipsectypes.h}; only what is not 0. */
final class Counters {
    private Counters() {}

    static Map<String, Long> of(IpsecStatistics statistics) {
        Map<String, Long> counters = new TreeMap<>();
        IpsecStatistics.Drops drops = statistics.drops();
        put(counters, "invalidSpisOnInbound", drops.invalidSpisOnInbound());
        put(counters, "decryptionFailuresOnInbound", drops.decryptionFailuresOnInbound());
        put(counters, "authenticationFailuresOnInbound", drops.authenticationFailuresOnInbound());
        put(counters, "udpEspValidationFailuresOnInbound", drops.udpEspValidationFailuresOnInbound());
        put(counters, "replayCheckFailuresOnInbound", drops.replayCheckFailuresOnInbound());
        put(counters, "invalidClearTextInbound", drops.invalidClearTextInbound());
        put(counters, "saNotInitializedOnInbound", drops.saNotInitializedOnInbound());
        put(counters, "receiveOverIncorrectSaInbound", drops.receiveOverIncorrectSaInbound());
        put(counters, "secureReceivesNotMatchingFilters", drops.secureReceivesNotMatchingFilters());
        return counters;
    }

    private static void put(Map<String, Long> counters, String name, int count) {
        if (count != 0) {
            counters.put(name, Integer.toUnsignedLong(count));
        }
    }
}
