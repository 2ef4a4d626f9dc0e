package io.secureconnect.core.ike.registry;

import java.util.Optional;

/** Authentication methods of IKEv2 (RFC 7296 §3.8). */
public enum AuthenticationMethod implements Registered {
    RSA_SIGNATURE(1, "RSA Digital Signature", "RFC 7296 §3.8"),
    SHARED_KEY(2, "Shared Key Message Integrity Code", "RFC 7296 §3.8"),
    DSS_SIGNATURE(3, "DSS Digital Signature", "RFC 7296 §3.8"),
    ECDSA_SHA_256_P256(9, "ECDSA with SHA-256 on the P-256 curve", "RFC 4754 §7"),
    ECDSA_SHA_384_P384(10, "ECDSA with SHA-384 on the P-384 curve", "RFC 4754 §7"),
    ECDSA_SHA_512_P521(11, "ECDSA with SHA-512 on the P-521 curve", "RFC 4754 §7"),
    GENERIC_SECURE_PASSWORD(12, "Generic Secure Password Authentication Method", "RFC 6467 §3"),
    NULL(13, "NULL Authentication", "RFC 7619 §2.1"),
    DIGITAL_SIGNATURE(14, "Digital Signature", "RFC 7427 §3");

    private static final Registry<AuthenticationMethod> ROWS = Registry.of("authentication method", values());

    private final int number;
    private final String rfcName;
    private final String source;

    AuthenticationMethod(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<AuthenticationMethod> of(int number) {
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
