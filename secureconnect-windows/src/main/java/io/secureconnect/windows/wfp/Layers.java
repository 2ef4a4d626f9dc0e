package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;

/** Layers of the filter engine at which this backend has filters, or looks for those of others. */
@SdkName("FWPM_LAYER_")
public final class Layers {
    public static final Guid INBOUND_TRANSPORT_V4 = Guid.parse("5926dfc8-e3cf-4426-a283-dc393f5d0f9d");
    public static final Guid INBOUND_TRANSPORT_V6 = Guid.parse("634a869f-fc23-4b90-b0c1-bf620a36ae6f");
    public static final Guid OUTBOUND_TRANSPORT_V4 = Guid.parse("09e61aea-d214-46e2-9b21-b26b0b2f28c8");
    public static final Guid OUTBOUND_TRANSPORT_V6 = Guid.parse("e1735bde-013f-4655-b351-a49e15762df0");
    public static final Guid ALE_AUTH_CONNECT_V4 = Guid.parse("c38d57d1-05a7-4c33-904f-7fbceee60e82");
    public static final Guid ALE_AUTH_CONNECT_V6 = Guid.parse("4a72393b-319f-44bc-84c3-ba54dcb3b6b4");
    public static final Guid ALE_AUTH_RECV_ACCEPT_V4 = Guid.parse("e1cd9fe7-f4b5-4273-96c0-592e487b8650");
    public static final Guid ALE_AUTH_RECV_ACCEPT_V6 = Guid.parse("a3b42c97-9f04-4672-b87e-cee9c483257f");
    public static final Guid IPSEC_V4 = Guid.parse("eda65c74-610d-4bc5-948f-3c4f89556867");
    public static final Guid IPSEC_V6 = Guid.parse("13c48442-8d87-4261-9a29-59d2abc348b4");
    public static final Guid IPSEC_KM_DEMUX_V4 = Guid.parse("f02b1526-a459-4a51-b9e3-759de52b9d2c");
    public static final Guid IPSEC_KM_DEMUX_V6 = Guid.parse("2f755cf6-2fd4-4e88-b3e4-a91bca495235");
    public static final Guid IKEEXT_V4 = Guid.parse("b14b7bdb-dbbd-473e-bed4-8b4708d4f270");
    public static final Guid IKEEXT_V6 = Guid.parse("b64786b3-f687-4eb9-89d2-8ef32acdabe2");

    private Layers() {}

    /** Packets that came in, between the IP and the transport header, after ESP was taken off. */
    public static Guid inboundTransport(AddressFamily family) {
        return family == AddressFamily.IPV4 ? INBOUND_TRANSPORT_V4 : INBOUND_TRANSPORT_V6;
    }

    /** Packets that go out, before ESP is put on. */
    public static Guid outboundTransport(AddressFamily family) {
        return family == AddressFamily.IPV4 ? OUTBOUND_TRANSPORT_V4 : OUTBOUND_TRANSPORT_V6;
    }

    /** Connections that this host begins. */
    public static Guid connect(AddressFamily family) {
        return family == AddressFamily.IPV4 ? ALE_AUTH_CONNECT_V4 : ALE_AUTH_CONNECT_V6;
    }

    /** Connections that others begin. */
    public static Guid accept(AddressFamily family) {
        return family == AddressFamily.IPV4 ? ALE_AUTH_RECV_ACCEPT_V4 : ALE_AUTH_RECV_ACCEPT_V6;
    }

    /** Which quick mode policy IKEEXT takes. */
    public static Guid quickMode(AddressFamily family) {
        return family == AddressFamily.IPV4 ? IPSEC_V4 : IPSEC_V6;
    }

    /** Which keying modules IKEEXT may ask. */
    public static Guid keyingModule(AddressFamily family) {
        return family == AddressFamily.IPV4 ? IPSEC_KM_DEMUX_V4 : IPSEC_KM_DEMUX_V6;
    }

    /** Which main mode policy IKEEXT takes. */
    public static Guid mainMode(AddressFamily family) {
        return family == AddressFamily.IPV4 ? IKEEXT_V4 : IKEEXT_V6;
    }
}
