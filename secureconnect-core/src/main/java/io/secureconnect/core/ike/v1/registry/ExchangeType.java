package io.secureconnect.core.ike.v1.registry;

import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.registry.Registry;
import java.util.Optional;

/** Exchange types of ISAKMP and IKEv1 (RFC 2408 §3.1, RFC 2409 §5). */
public enum ExchangeType implements Registered {
    BASE(1, "Base", "RFC 2408 §3.1"),
    MAIN_MODE(2, "Main Mode", "RFC 2409 §5"),
    AUTHENTICATION_ONLY(3, "Authentication Only", "RFC 2408 §3.1"),
    AGGRESSIVE(4, "Aggressive Mode", "RFC 2409 §5"),
    INFORMATIONAL(5, "Informational", "RFC 2409 §5.7"),
    TRANSACTION(6, "Transaction", "IANA ipsec-registry"),
    QUICK_MODE(32, "Quick Mode", "RFC 2409 §5.5"),
    NEW_GROUP_MODE(33, "New Group Mode", "RFC 2409 §5.6");

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
