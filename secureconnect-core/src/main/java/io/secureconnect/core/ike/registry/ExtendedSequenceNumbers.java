package io.secureconnect.core.ike.registry;

import java.util.Optional;

/** Transforms of type 5 (RFC 7296 §3.3.2). */
public enum ExtendedSequenceNumbers implements Registered {
    NO(0, "No ESN", "RFC 7296 §3.3.2"),
    YES(1, "ESN", "RFC 7296 §3.3.2");

    private static final Registry<ExtendedSequenceNumbers> ROWS = Registry.of("sequence number transform", values());

    private final int number;
    private final String rfcName;
    private final String source;

    ExtendedSequenceNumbers(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<ExtendedSequenceNumbers> of(int number) {
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
