package io.secureconnect.core.ike.v1.registry;

import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.registry.Registry;
import java.util.Optional;

/** Values of the Encapsulation Mode attribute (RFC 2407 §4.5, RFC 3947 §5.1). */
public enum EncapsulationMode implements Registered {
    TUNNEL(1, "Tunnel", "RFC 2407 §4.5"),
    TRANSPORT(2, "Transport", "RFC 2407 §4.5"),
    UDP_ENCAPSULATED_TUNNEL(3, "UDP-Encapsulated-Tunnel", "RFC 3947 §5.1"),
    UDP_ENCAPSULATED_TRANSPORT(4, "UDP-Encapsulated-Transport", "RFC 3947 §5.1"),
    UDP_ENCAPSULATED_TUNNEL_DRAFT(61443, "UDP-Encapsulated-Tunnel (draft)", "draft-ietf-ipsec-nat-t-ike-03 §4.1"),
    UDP_ENCAPSULATED_TRANSPORT_DRAFT(61444, "UDP-Encapsulated-Transport (draft)", "draft-ietf-ipsec-nat-t-ike-03 §4.1");

    private static final Registry<EncapsulationMode> ROWS = Registry.of("encapsulation mode", values());

    private final int number;
    private final String rfcName;
    private final String source;

    EncapsulationMode(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<EncapsulationMode> of(int number) {
        return ROWS.of(number);
    }

    /** The name of a number for people; also of one that has none. */
    public static String text(int number) {
        return ROWS.text(number);
    }

    /** Whether it is transport mode with ESP in UDP. */
    public boolean isUdpTransport() {
        return this == UDP_ENCAPSULATED_TRANSPORT || this == UDP_ENCAPSULATED_TRANSPORT_DRAFT;
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
