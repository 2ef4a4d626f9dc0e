package io.secureconnect.core.ike.v1.registry;

import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.registry.Registry;
import java.util.Optional;

/** Values of the Hash Algorithm attribute of phase 1 (RFC 2409 appendix A). */
public enum HashFunction implements Registered {
    MD5(1, "MD5", "RFC 2409 appendix A"),
    SHA1(2, "SHA", "RFC 2409 appendix A"),
    TIGER(3, "Tiger", "RFC 2409 appendix A"),
    SHA2_256(4, "SHA2-256", "IANA ipsec-registry"),
    SHA2_384(5, "SHA2-384", "IANA ipsec-registry"),
    SHA2_512(6, "SHA2-512", "IANA ipsec-registry");

    private static final Registry<HashFunction> ROWS = Registry.of("hash algorithm", values());

    private final int number;
    private final String rfcName;
    private final String source;

    HashFunction(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<HashFunction> of(int number) {
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
