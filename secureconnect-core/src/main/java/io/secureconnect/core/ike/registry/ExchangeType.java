package io.secureconnect.core.ike.registry;

import java.util.Optional;

/** Exchange types of IKEv2 (RFC 7296 §3.1). */
public enum ExchangeType implements Registered {
    IKE_SA_INIT(34, "IKE_SA_INIT", "RFC 7296 §1.2"),
    IKE_AUTH(35, "IKE_AUTH", "RFC 7296 §1.2"),
    CREATE_CHILD_SA(36, "CREATE_CHILD_SA", "RFC 7296 §1.3"),
    INFORMATIONAL(37, "INFORMATIONAL", "RFC 7296 §1.4"),
    IKE_INTERMEDIATE(43, "IKE_INTERMEDIATE", "RFC 9242 §3.2"),
    IKE_FOLLOWUP_KE(44, "IKE_FOLLOWUP_KE", "RFC 9370 §2.2.4");

    private static final Registry<ExchangeType> ROWS = Registry.of("exchange type", values());

    private final int number;
    private final String rfcName;
    private final String source;

    ExchangeType(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<ExchangeType> of(int number) {
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
