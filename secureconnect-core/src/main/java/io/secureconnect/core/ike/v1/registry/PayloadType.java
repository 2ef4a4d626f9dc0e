package io.secureconnect.core.ike.v1.registry;

import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.registry.Registry;
import java.util.Optional;

/** Payload types of ISAKMP (RFC 2408 §3.1). Zero, for no payload, is none of them: {@link #NONE}. */
public enum PayloadType implements Registered {
    SECURITY_ASSOCIATION(1, "SA", "RFC 2408 §3.4"),
    PROPOSAL(2, "P", "RFC 2408 §3.5"),
    TRANSFORM(3, "T", "RFC 2408 §3.6"),
    KEY_EXCHANGE(4, "KE", "RFC 2408 §3.7"),
    IDENTIFICATION(5, "ID", "RFC 2408 §3.8"),
    CERTIFICATE(6, "CERT", "RFC 2408 §3.9"),
    CERTIFICATE_REQUEST(7, "CR", "RFC 2408 §3.10"),
    HASH(8, "HASH", "RFC 2408 §3.11"),
    SIGNATURE(9, "SIG", "RFC 2408 §3.12"),
    NONCE(10, "NONCE", "RFC 2408 §3.13"),
    NOTIFICATION(11, "N", "RFC 2408 §3.14"),
    DELETE(12, "D", "RFC 2408 §3.15"),
    VENDOR_ID(13, "VID", "RFC 2408 §3.16"),
    NAT_DISCOVERY(20, "NAT-D", "RFC 3947 §3.2"),
    NAT_ORIGINAL_ADDRESS(21, "NAT-OA", "RFC 3947 §5.2"),
    NAT_DISCOVERY_DRAFT(130, "NAT-D (draft)", "draft-ietf-ipsec-nat-t-ike-03 §3.2"),
    NAT_ORIGINAL_ADDRESS_DRAFT(131, "NAT-OA (draft)", "draft-ietf-ipsec-nat-t-ike-03 §4.2"),
    FRAGMENT(132, "FRAGMENT", "MS-IKEE §2.2");

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
