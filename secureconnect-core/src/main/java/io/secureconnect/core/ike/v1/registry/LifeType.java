package io.secureconnect.core.ike.v1.registry;

import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.registry.Registry;
import java.util.Optional;

/** Values of the life type attributes of both phases (RFC 2409 appendix A, RFC 2407 §4.5). */
public enum LifeType implements Registered {
    SECONDS(1, "seconds", "RFC 2407 §4.5"),
    KILOBYTES(2, "kilobytes", "RFC 2407 §4.5");

    private static final Registry<LifeType> ROWS = Registry.of("life type", values());

    private final int number;
    private final String rfcName;
    private final String source;

    LifeType(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<LifeType> of(int number) {
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
