package io.secureconnect.core.ike.v1.registry;

import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.registry.Registry;
import java.util.Optional;

/** Notify message types of ISAKMP and the IPsec DOI (RFC 2408 §3.14.1, RFC 2407 §4.6.3); below 16384 they are errors. */
public enum NotifyType implements Registered {
    INVALID_PAYLOAD_TYPE(1, "INVALID-PAYLOAD-TYPE", "RFC 2408 §3.14.1"),
    DOI_NOT_SUPPORTED(2, "DOI-NOT-SUPPORTED", "RFC 2408 §3.14.1"),
    SITUATION_NOT_SUPPORTED(3, "SITUATION-NOT-SUPPORTED", "RFC 2408 §3.14.1"),
    INVALID_COOKIE(4, "INVALID-COOKIE", "RFC 2408 §3.14.1"),
    INVALID_MAJOR_VERSION(5, "INVALID-MAJOR-VERSION", "RFC 2408 §3.14.1"),
    INVALID_MINOR_VERSION(6, "INVALID-MINOR-VERSION", "RFC 2408 §3.14.1"),
    INVALID_EXCHANGE_TYPE(7, "INVALID-EXCHANGE-TYPE", "RFC 2408 §3.14.1"),
    INVALID_FLAGS(8, "INVALID-FLAGS", "RFC 2408 §3.14.1"),
    INVALID_MESSAGE_ID(9, "INVALID-MESSAGE-ID", "RFC 2408 §3.14.1"),
    INVALID_PROTOCOL_ID(10, "INVALID-PROTOCOL-ID", "RFC 2408 §3.14.1"),
    INVALID_SPI(11, "INVALID-SPI", "RFC 2408 §3.14.1"),
    INVALID_TRANSFORM_ID(12, "INVALID-TRANSFORM-ID", "RFC 2408 §3.14.1"),
    ATTRIBUTES_NOT_SUPPORTED(13, "ATTRIBUTES-NOT-SUPPORTED", "RFC 2408 §3.14.1"),
    NO_PROPOSAL_CHOSEN(14, "NO-PROPOSAL-CHOSEN", "RFC 2408 §3.14.1"),
    BAD_PROPOSAL_SYNTAX(15, "BAD-PROPOSAL-SYNTAX", "RFC 2408 §3.14.1"),
    PAYLOAD_MALFORMED(16, "PAYLOAD-MALFORMED", "RFC 2408 §3.14.1"),
    INVALID_KEY_INFORMATION(17, "INVALID-KEY-INFORMATION", "RFC 2408 §3.14.1"),
    INVALID_ID_INFORMATION(18, "INVALID-ID-INFORMATION", "RFC 2408 §3.14.1"),
    INVALID_CERT_ENCODING(19, "INVALID-CERT-ENCODING", "RFC 2408 §3.14.1"),
    INVALID_CERTIFICATE(20, "INVALID-CERTIFICATE", "RFC 2408 §3.14.1"),
    CERT_TYPE_UNSUPPORTED(21, "CERT-TYPE-UNSUPPORTED", "RFC 2408 §3.14.1"),
    INVALID_CERT_AUTHORITY(22, "INVALID-CERT-AUTHORITY", "RFC 2408 §3.14.1"),
    INVALID_HASH_INFORMATION(23, "INVALID-HASH-INFORMATION", "RFC 2408 §3.14.1"),
    AUTHENTICATION_FAILED(24, "AUTHENTICATION-FAILED", "RFC 2408 §3.14.1"),
    INVALID_SIGNATURE(25, "INVALID-SIGNATURE", "RFC 2408 §3.14.1"),
    ADDRESS_NOTIFICATION(26, "ADDRESS-NOTIFICATION", "RFC 2408 §3.14.1"),
    NOTIFY_SA_LIFETIME(27, "NOTIFY-SA-LIFETIME", "RFC 2408 §3.14.1"),
    CERTIFICATE_UNAVAILABLE(28, "CERTIFICATE-UNAVAILABLE", "RFC 2408 §3.14.1"),
    UNSUPPORTED_EXCHANGE_TYPE(29, "UNSUPPORTED-EXCHANGE-TYPE", "RFC 2408 §3.14.1"),
    UNEQUAL_PAYLOAD_LENGTHS(30, "UNEQUAL-PAYLOAD-LENGTHS", "RFC 2408 §3.14.1"),
    CONNECTED(16384, "CONNECTED", "RFC 2408 §3.14.1"),
    RESPONDER_LIFETIME(24576, "RESPONDER-LIFETIME", "RFC 2407 §4.6.3.1"),
    REPLAY_STATUS(24577, "REPLAY-STATUS", "RFC 2407 §4.6.3.2"),
    INITIAL_CONTACT(24578, "INITIAL-CONTACT", "RFC 2407 §4.6.3.3"),
    R_U_THERE(36136, "R-U-THERE", "RFC 3706 §5.3"),
    R_U_THERE_ACK(36137, "R-U-THERE-ACK", "RFC 3706 §5.3");

    /** Error types are below, status types from here on. */
    public static final int FIRST_STATUS = 16384;

    private static final Registry<NotifyType> ROWS = Registry.of("notify type", values());

    private final int number;
    private final String rfcName;
    private final String source;

    NotifyType(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<NotifyType> of(int number) {
        return ROWS.of(number);
    }

    /** The name of a number for people; also of one that has none. */
    public static String text(int number) {
        return ROWS.text(number);
    }

    /** Whether a number, with or without a row, says that something went wrong. */
    public static boolean isError(int number) {
        return number < FIRST_STATUS;
    }

    public boolean isError() {
        return isError(number);
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
