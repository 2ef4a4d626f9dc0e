package io.secureconnect.core.ike.v1.registry;

import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.registry.Registry;
import java.util.Optional;

/** Attributes of phase 2 transforms (RFC 2407 §4.5). */
public enum IpsecAttribute implements Registered {
    LIFE_TYPE(1, "SA Life Type", "RFC 2407 §4.5"),
    LIFE_DURATION(2, "SA Life Duration", "RFC 2407 §4.5"),
    GROUP_DESCRIPTION(3, "Group Description", "RFC 2407 §4.5"),
    ENCAPSULATION_MODE(4, "Encapsulation Mode", "RFC 2407 §4.5"),
    AUTHENTICATION_ALGORITHM(5, "Authentication Algorithm", "RFC 2407 §4.5"),
    KEY_LENGTH(6, "Key Length", "RFC 2407 §4.5"),
    KEY_ROUNDS(7, "Key Rounds", "RFC 2407 §4.5"),
    COMPRESS_DICTIONARY_SIZE(8, "Compress Dictionary Size", "RFC 2407 §4.5"),
    COMPRESS_PRIVATE_ALGORITHM(9, "Compress Private Algorithm", "RFC 2407 §4.5"),
    ECN_TUNNEL(10, "ECN Tunnel", "RFC 3168 §9.2"),
    EXTENDED_SEQUENCE_NUMBER(11, "Extended (64-bit) Sequence Number", "RFC 4304 §2"),
    AUTHENTICATION_KEY_LENGTH(12, "Authentication Key Length", "RFC 4359 §2"),
    SIGNATURE_ENCODING_ALGORITHM(13, "Signature Encoding Algorithm", "RFC 4359 §2");

    private static final Registry<IpsecAttribute> ROWS = Registry.of("IPsec attribute", values());

    private final int number;
    private final String rfcName;
    private final String source;

    IpsecAttribute(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<IpsecAttribute> of(int number) {
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
