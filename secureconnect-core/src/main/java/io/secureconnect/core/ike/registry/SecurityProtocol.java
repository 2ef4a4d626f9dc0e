package io.secureconnect.core.ike.registry;

import java.util.Optional;

/** Security protocol identifiers (RFC 7296 §3.3.1); IKEv1 numbers them alike. */
public enum SecurityProtocol implements Registered {
    IKE(1, "IKE", "RFC 7296 §3.3.1"),
    AH(2, "AH", "RFC 7296 §3.3.1"),
    ESP(3, "ESP", "RFC 7296 §3.3.1");

    private static final Registry<SecurityProtocol> ROWS = Registry.of("protocol", values());

    private final int number;
    private final String rfcName;
    private final String source;

    SecurityProtocol(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<SecurityProtocol> of(int number) {
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
