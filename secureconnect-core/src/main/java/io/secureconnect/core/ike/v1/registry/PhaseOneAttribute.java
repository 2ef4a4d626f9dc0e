package io.secureconnect.core.ike.v1.registry;

import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.registry.Registry;
import java.util.Optional;

/** Attributes of phase 1 transforms (RFC 2409 appendix A). */
public enum PhaseOneAttribute implements Registered {
    ENCRYPTION_ALGORITHM(1, "Encryption Algorithm", "RFC 2409 appendix A"),
    HASH_ALGORITHM(2, "Hash Algorithm", "RFC 2409 appendix A"),
    AUTHENTICATION_METHOD(3, "Authentication Method", "RFC 2409 appendix A"),
    GROUP_DESCRIPTION(4, "Group Description", "RFC 2409 appendix A"),
    GROUP_TYPE(5, "Group Type", "RFC 2409 appendix A"),
    GROUP_PRIME(6, "Group Prime/Irreducible Polynomial", "RFC 2409 appendix A"),
    GROUP_GENERATOR_ONE(7, "Group Generator One", "RFC 2409 appendix A"),
    GROUP_GENERATOR_TWO(8, "Group Generator Two", "RFC 2409 appendix A"),
    GROUP_CURVE_A(9, "Group Curve A", "RFC 2409 appendix A"),
    GROUP_CURVE_B(10, "Group Curve B", "RFC 2409 appendix A"),
    LIFE_TYPE(11, "Life Type", "RFC 2409 appendix A"),
    LIFE_DURATION(12, "Life Duration", "RFC 2409 appendix A"),
    PRF(13, "PRF", "RFC 2409 appendix A"),
    KEY_LENGTH(14, "Key Length", "RFC 2409 appendix A"),
    FIELD_SIZE(15, "Field Size", "RFC 2409 appendix A"),
    GROUP_ORDER(16, "Group Order", "RFC 2409 appendix A");

    private static final Registry<PhaseOneAttribute> ROWS = Registry.of("phase 1 attribute", values());

    private final int number;
    private final String rfcName;
    private final String source;

    PhaseOneAttribute(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<PhaseOneAttribute> of(int number) {
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
