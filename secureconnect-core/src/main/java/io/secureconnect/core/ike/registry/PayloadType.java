package io.secureconnect.core.ike.registry;

import java.util.Optional;

/** Payload types of IKEv2 (RFC 7296 §3.2). Zero, for no payload, is none of them: {@link #NONE}. */
public enum PayloadType implements Registered {
    SECURITY_ASSOCIATION(33, "SA", "RFC 7296 §3.3"),
    KEY_EXCHANGE(34, "KE", "RFC 7296 §3.4"),
    IDENTIFICATION_INITIATOR(35, "IDi", "RFC 7296 §3.5"),
    IDENTIFICATION_RESPONDER(36, "IDr", "RFC 7296 §3.5"),
    CERTIFICATE(37, "CERT", "RFC 7296 §3.6"),
    CERTIFICATE_REQUEST(38, "CERTREQ", "RFC 7296 §3.7"),
    AUTHENTICATION(39, "AUTH", "RFC 7296 §3.8"),
    NONCE(40, "Nonce", "RFC 7296 §3.9"),
    NOTIFY(41, "N", "RFC 7296 §3.10"),
    DELETE(42, "D", "RFC 7296 §3.11"),
    VENDOR_ID(43, "V", "RFC 7296 §3.12"),
    TRAFFIC_SELECTOR_INITIATOR(44, "TSi", "RFC 7296 §3.13"),
    TRAFFIC_SELECTOR_RESPONDER(45, "TSr", "RFC 7296 §3.13"),
    ENCRYPTED(46, "SK", "RFC 7296 §3.14"),
    CONFIGURATION(47, "CP", "RFC 7296 §3.15"),
    EXTENSIBLE_AUTHENTICATION(48, "EAP", "RFC 7296 §3.16"),
    ENCRYPTED_FRAGMENT(53, "SKF", "RFC 7383 §2.5");

    /** What a next payload field says where nothing follows. */
    public static final int NONE = 0;

    private static final Registry<PayloadType> ROWS = Registry.of("payload type", values());

    private final int number;
    private final String rfcName;
    private final String source;

    PayloadType(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<PayloadType> of(int number) {
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
