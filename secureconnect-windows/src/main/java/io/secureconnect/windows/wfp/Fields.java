package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;

/** What of a packet a condition is about. */
@SdkName("FWPM_CONDITION_")
public final class Fields {
    /** UINT32 or V4_ADDR_MASK in host order; BYTE_ARRAY16 or V6_ADDR_MASK in network order. */
    public static final Guid IP_LOCAL_ADDRESS = Guid.parse("d9ee00de-c1ef-4617-bfe3-ffd8f5a08957");

    /** As {@link #IP_LOCAL_ADDRESS}. */
    public static final Guid IP_REMOTE_ADDRESS = Guid.parse("b235ae9a-1d64-49b8-a44c-5ff3d9095045");

    /** UINT8. */
    public static final Guid IP_LOCAL_ADDRESS_TYPE = Guid.parse("6ec7f6c4-376b-45d7-9e9c-d337cedcd237");

    /** UINT8. */
    public static final Guid IP_PROTOCOL = Guid.parse("3971ef2b-623e-4f9a-8cb1-6e79b806b9a7");

    /** UINT16 in host order; the type of an ICMP message. */
    public static final Guid IP_LOCAL_PORT = Guid.parse("0c1ba1af-5765-453f-af22-a8f791ac775b");

    /** UINT16 in host order; the code of an ICMP message. */
    public static final Guid IP_REMOTE_PORT = Guid.parse("c35a604d-d22b-4e1a-91b4-68f674ee674b");

    /** UINT32 of {@code FWP_CONDITION_FLAG_*}. */
    public static final Guid FLAGS = Guid.parse("632ce23b-5167-435c-86d7-e903684aa80c");

    public static final Guid REMOTE_ID = Guid.parse("f68166fd-0682-4c89-b8f5-86436c7ef9b7");

    public static final Guid AUTHENTICATION_TYPE = Guid.parse("eb458cd5-da7b-4ef9-8d43-7b0a840332f2");

    public static final Guid KM_TYPE = Guid.parse("ff0f5f49-0ceb-481b-8638-1479791f3f2c");

    public static final Guid KM_MODE = Guid.parse("feef4582-ef8f-4f7b-858b-9077d122de47");

    public static final Guid IPSEC_POLICY_KEY = Guid.parse("ad37dee3-722f-45cc-a4e3-068048124452");

    /** In {@link #FLAGS}: it came protected by an SA. Not at the outbound transport layers. */
    @SdkName("FWP_CONDITION_FLAG_IS_IPSEC_SECURED")
    public static final int FLAG_IS_IPSEC_SECURED = 0x2;

    /** In {@link #FLAGS}: it stays on this host. */
    @SdkName("FWP_CONDITION_FLAG_IS_LOOPBACK")
    public static final int FLAG_IS_LOOPBACK = 0x1;

    private Fields() {}
}
