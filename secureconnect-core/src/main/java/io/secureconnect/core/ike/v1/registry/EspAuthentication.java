package io.secureconnect.core.ike.v1.registry;

import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.registry.Registry;
import java.util.Optional;

/** Values of the Authentication Algorithm attribute of phase 2 (RFC 2407 §4.5). */
public enum EspAuthentication implements Registered {
    HMAC_MD5(1, "HMAC-MD5", "RFC 2407 §4.5"),
    HMAC_SHA1(2, "HMAC-SHA", "RFC 2407 §4.5"),
    DES_MAC(3, "DES-MAC", "RFC 2407 §4.5"),
    KPDK(4, "KPDK", "RFC 2407 §4.5"),
    HMAC_SHA2_256(5, "HMAC-SHA2-256", "IANA ipsec-registry"),
    HMAC_SHA2_384(6, "HMAC-SHA2-384", "IANA ipsec-registry"),
    HMAC_SHA2_512(7, "HMAC-SHA2-512", "IANA ipsec-registry"),
    HMAC_RIPEMD(8, "HMAC-RIPEMD", "RFC 2857 §3"),
    AES_XCBC_MAC(9, "AES-XCBC-MAC", "RFC 3566 §5"),
    SIG_RSA(10, "SIG-RSA", "RFC 4359 §2"),
    AES_128_GMAC(11, "AES-128-GMAC", "RFC 4543 §9"),
    AES_192_GMAC(12, "AES-192-GMAC", "RFC 4543 §9"),
    AES_256_GMAC(13, "AES-256-GMAC", "RFC 4543 §9");

    private static final Registry<EspAuthentication> ROWS = Registry.of("authentication algorithm", values());

    private final int number;
    private final String rfcName;
    private final String source;

    EspAuthentication(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<EspAuthentication> of(int number) {
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
