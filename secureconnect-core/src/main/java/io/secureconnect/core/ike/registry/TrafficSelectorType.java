package io.secureconnect.core.ike.registry;

import java.util.Optional;

/** Traffic selector types (RFC 7296 §3.13.1). */
public enum TrafficSelectorType implements Registered {
    TS_IPV4_ADDR_RANGE(7, "TS_IPV4_ADDR_RANGE", "RFC 7296 §3.13.1"),
    TS_IPV6_ADDR_RANGE(8, "TS_IPV6_ADDR_RANGE", "RFC 7296 §3.13.1"),
    TS_FC_ADDR_RANGE(9, "TS_FC_ADDR_RANGE", "RFC 4595 §4.4");

    private static final Registry<TrafficSelectorType> ROWS = Registry.of("traffic selector type", values());

    private final int number;
    private final String rfcName;
    private final String source;

    TrafficSelectorType(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<TrafficSelectorType> of(int number) {
        return ROWS.of(number);
    }

    /** The name of a number for people; also of one that has none. */
    public static String text(int number) {
        return ROWS.text(number);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String rfcName() {
        return rfcName;
    }

    @Override
    public String source() {
        return source;
    }
}
