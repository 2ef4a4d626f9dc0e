package io.secureconnect.core.ike.registry;

import java.util.Optional;

/** Transform types of IKEv2 (RFC 7296 §3.3.2, RFC 9370 §3). The transforms themselves are the algorithms of {@code api.sa}. */
public enum TransformType implements Registered {
    ENCRYPTION(1, "ENCR", "RFC 7296 §3.3.2"),
    PSEUDO_RANDOM_FUNCTION(2, "PRF", "RFC 7296 §3.3.2"),
    INTEGRITY(3, "INTEG", "RFC 7296 §3.3.2"),
    KEY_EXCHANGE(4, "KE", "RFC 7296 §3.3.2"),
    EXTENDED_SEQUENCE_NUMBERS(5, "ESN", "RFC 7296 §3.3.2"),
    ADDITIONAL_KEY_EXCHANGE_1(6, "ADDKE1", "RFC 9370 §3"),
    ADDITIONAL_KEY_EXCHANGE_2(7, "ADDKE2", "RFC 9370 §3"),
    ADDITIONAL_KEY_EXCHANGE_3(8, "ADDKE3", "RFC 9370 §3"),
    ADDITIONAL_KEY_EXCHANGE_4(9, "ADDKE4", "RFC 9370 §3"),
    ADDITIONAL_KEY_EXCHANGE_5(10, "ADDKE5", "RFC 9370 §3"),
    ADDITIONAL_KEY_EXCHANGE_6(11, "ADDKE6", "RFC 9370 §3"),
    ADDITIONAL_KEY_EXCHANGE_7(12, "ADDKE7", "RFC 9370 §3");

    private static final Registry<TransformType> ROWS = Registry.of("transform type", values());

    private final int number;
    private final String rfcName;
    private final String source;

    TransformType(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<TransformType> of(int number) {
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
