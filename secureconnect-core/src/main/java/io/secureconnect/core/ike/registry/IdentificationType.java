package io.secureconnect.core.ike.registry;

import java.util.Optional;

/** Identification types (RFC 7296 §3.5); IKEv1 numbers its own alike. */
public enum IdentificationType implements Registered {
    ID_IPV4_ADDR(1, "ID_IPV4_ADDR", "RFC 7296 §3.5"),
    ID_FQDN(2, "ID_FQDN", "RFC 7296 §3.5"),
    ID_RFC822_ADDR(3, "ID_RFC822_ADDR", "RFC 7296 §3.5"),
    ID_IPV6_ADDR(5, "ID_IPV6_ADDR", "RFC 7296 §3.5"),
    ID_DER_ASN1_DN(9, "ID_DER_ASN1_DN", "RFC 7296 §3.5"),
    ID_DER_ASN1_GN(10, "ID_DER_ASN1_GN", "RFC 7296 §3.5"),
    ID_KEY_ID(11, "ID_KEY_ID", "RFC 7296 §3.5"),
    ID_FC_NAME(12, "ID_FC_NAME", "RFC 4595 §3.1"),
    ID_NULL(13, "ID_NULL", "RFC 7619 §2.2");

    private static final Registry<IdentificationType> ROWS = Registry.of("identification type", values());

    private final int number;
    private final String rfcName;
    private final String source;

    IdentificationType(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<IdentificationType> of(int number) {
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
