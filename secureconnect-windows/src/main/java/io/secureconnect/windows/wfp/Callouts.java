package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import java.util.Set;

/** What Windows' own IPsec is asked through by filters. */
@SdkName("FWPM_CALLOUT_")
public final class Callouts {
    public static final Guid IPSEC_INBOUND_TRANSPORT_V4 = Guid.parse("5132900d-5e84-4b5f-80e4-01741e81ff10");
    public static final Guid IPSEC_INBOUND_TRANSPORT_V6 = Guid.parse("49d3ac92-2a6c-4dcf-955f-1c3be009dd99");
    public static final Guid IPSEC_OUTBOUND_TRANSPORT_V4 = Guid.parse("4b46bf0a-4523-4e57-aa38-a87987c910d9");
    public static final Guid IPSEC_OUTBOUND_TRANSPORT_V6 = Guid.parse("38d87722-ad83-4f11-a91f-df0fb077225b");
    public static final Guid IPSEC_INBOUND_INITIATE_SECURE_V4 = Guid.parse("7dff309b-ba7d-4aba-91aa-ae5c6640c944");
    public static final Guid IPSEC_INBOUND_INITIATE_SECURE_V6 = Guid.parse("a9a0d6d9-c58c-474e-8aeb-3cfe99d6d53d");
    public static final Guid IPSEC_ALE_CONNECT_V4 = Guid.parse("6ac141fc-f75d-4203-b9c8-48e6149c2712");
    public static final Guid IPSEC_ALE_CONNECT_V6 = Guid.parse("4c0dda05-e31f-4666-90b0-b3dfad34129a");

    private static final Set<Guid> ALL = Set.of(
            IPSEC_INBOUND_TRANSPORT_V4,
            IPSEC_INBOUND_TRANSPORT_V6,
            IPSEC_OUTBOUND_TRANSPORT_V4,
            IPSEC_OUTBOUND_TRANSPORT_V6,
            IPSEC_INBOUND_INITIATE_SECURE_V4,
            IPSEC_INBOUND_INITIATE_SECURE_V6,
            IPSEC_ALE_CONNECT_V4,
            IPSEC_ALE_CONNECT_V6);

    private Callouts() {}

    /** Lets in what came protected by an SA. */
    public static Guid inboundTransport(AddressFamily family) {
        return family == AddressFamily.IPV4 ? IPSEC_INBOUND_TRANSPORT_V4 : IPSEC_INBOUND_TRANSPORT_V6;
    }

    /** Protects what goes out. */
    public static Guid outboundTransport(AddressFamily family) {
        return family == AddressFamily.IPV4 ? IPSEC_OUTBOUND_TRANSPORT_V4 : IPSEC_OUTBOUND_TRANSPORT_V6;
    }

    /** Asks for protection of connections that others begin. */
    public static Guid accept(AddressFamily family) {
        return family == AddressFamily.IPV4 ? IPSEC_INBOUND_INITIATE_SECURE_V4 : IPSEC_INBOUND_INITIATE_SECURE_V6;
    }

    /** Asks for protection of connections that this host begins. */
    public static Guid connect(AddressFamily family) {
        return family == AddressFamily.IPV4 ? IPSEC_ALE_CONNECT_V4 : IPSEC_ALE_CONNECT_V6;
    }

    /** Whether it is one of these, so that a filter that asks it is about IPsec. */
    public static boolean ofIpsec(Guid callout) {
        return ALL.contains(callout);
    }
}
