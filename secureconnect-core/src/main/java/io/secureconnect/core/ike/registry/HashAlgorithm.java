package io.secureconnect.core.ike.registry;

import java.util.Optional;

/** Hash algorithms for signatures (RFC 7427 §4). */
public enum HashAlgorithm implements Registered {
    SHA1(1, "SHA1", "RFC 7427 §7"),
    SHA2_256(2, "SHA2-256", "RFC 7427 §7"),
    SHA2_384(3, "SHA2-384", "RFC 7427 §7"),
    SHA2_512(4, "SHA2-512", "RFC 7427 §7"),
    IDENTITY(5, "Identity", "RFC 8420 §2");

    private static final Registry<HashAlgorithm> ROWS = Registry.of("hash algorithm", values());

    private final int number;
    private final String rfcName;
    private final String source;

    HashAlgorithm(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<HashAlgorithm> of(int number) {
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
