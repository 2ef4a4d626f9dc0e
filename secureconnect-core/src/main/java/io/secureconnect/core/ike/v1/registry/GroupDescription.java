package io.secureconnect.core.ike.v1.registry;

import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.registry.Registry;
import java.util.Optional;

/** Values of the Group Description attribute in both phases (RFC 2409 §6, RFC 3526, RFC 5903). */
public enum GroupDescription implements Registered {
    MODP_768(1, "768-bit MODP", "RFC 2409 §6.1"),
    MODP_1024(2, "1024-bit MODP", "RFC 2409 §6.2"),
    EC2N_155(3, "EC2N over GF[2^155]", "RFC 2409 §6.3"),
    EC2N_185(4, "EC2N over GF[2^185]", "RFC 2409 §6.4"),
    MODP_1536(5, "1536-bit MODP", "RFC 3526 §2"),
    MODP_2048(14, "2048-bit MODP", "RFC 3526 §3"),
    MODP_3072(15, "3072-bit MODP", "RFC 3526 §4"),
    MODP_4096(16, "4096-bit MODP", "RFC 3526 §5"),
    MODP_6144(17, "6144-bit MODP", "RFC 3526 §6"),
    MODP_8192(18, "8192-bit MODP", "RFC 3526 §7"),
    ECP_256(19, "256-bit random ECP", "RFC 5903 §3.1"),
    ECP_384(20, "384-bit random ECP", "RFC 5903 §3.2"),
    ECP_521(21, "521-bit random ECP", "RFC 5903 §3.3"),
    MODP_1024_160(22, "1024-bit MODP with 160-bit prime order subgroup", "RFC 5114 §2.1"),
    MODP_2048_224(23, "2048-bit MODP with 224-bit prime order subgroup", "RFC 5114 §2.2"),
    MODP_2048_256(24, "2048-bit MODP with 256-bit prime order subgroup", "RFC 5114 §2.3");

    private static final Registry<GroupDescription> ROWS = Registry.of("group description", values());

    private final int number;
    private final String rfcName;
    private final String source;

    GroupDescription(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<GroupDescription> of(int number) {
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
