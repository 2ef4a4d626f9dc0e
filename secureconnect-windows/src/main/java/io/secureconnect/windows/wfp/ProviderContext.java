package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.abi.Union;
import io.secureconnect.windows.abi.Union.Arm;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A policy that filters refer to by its key: {@code FWPM_PROVIDER_CONTEXT2}.
 *
 * @param type a {@code FWPM_PROVIDER_CONTEXT_TYPE}, which also says of which kind the policy is
 * @param providerContextId given by Windows; 0 in one that is to be added
 */
public record ProviderContext(
        Guid providerContextKey,
        DisplayData displayData,
        int flags,
        Optional<Guid> providerKey,
        Bytes providerData,
        int type,
        ContextPolicy policy,
        long providerContextId) {
    /** It survives a reboot. */
    @SdkName("FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT")
    public static final int PERSISTENT = 0x1;

    @SdkName("FWPM_IPSEC_KEYING_CONTEXT")
    public static final int KEYING = 0;

    @SdkName("FWPM_IPSEC_IKE_QM_TRANSPORT_CONTEXT")
    public static final int IKE_QM_TRANSPORT = 1;

    @SdkName("FWPM_IPSEC_AUTHIP_QM_TRANSPORT_CONTEXT")
    public static final int AUTHIP_QM_TRANSPORT = 3;

    @SdkName("FWPM_IPSEC_IKE_MM_CONTEXT")
    public static final int IKE_MM = 5;

    @SdkName("FWPM_IPSEC_AUTHIP_MM_CONTEXT")
    public static final int AUTHIP_MM = 6;

    @SdkName("FWPM_IPSEC_IKEV2_MM_CONTEXT")
    public static final int IKEV2_MM = 10;

    @SdkName("FWPM_IPSEC_IKEV2_QM_TRANSPORT_CONTEXT")
    public static final int IKEV2_QM_TRANSPORT = 12;

    @SdkName("FWPM_IPSEC_IKE_QM_TUNNEL_CONTEXT")
    private static final int IKE_QM_TUNNEL = 2;

    @SdkName("FWPM_IPSEC_AUTHIP_QM_TUNNEL_CONTEXT")
    private static final int AUTHIP_QM_TUNNEL = 4;

    @SdkName("FWPM_CLASSIFY_OPTIONS_CONTEXT")
    private static final int CLASSIFY_OPTIONS = 7;

    @SdkName("FWPM_GENERAL_CONTEXT")
    private static final int GENERAL = 8;

    @SdkName("FWPM_IPSEC_IKEV2_QM_TUNNEL_CONTEXT")
    private static final int IKEV2_QM_TUNNEL = 9;

    @SdkName("FWPM_IPSEC_DOSP_CONTEXT")
    private static final int DOSP = 11;

    private static final ContextPolicy OTHER = new ContextPolicy.Other();

    private static final Union<ContextPolicy> POLICY = Union.of(
            (m, v) -> OTHER,
            List.of(
                    arm(KEYING, "keyingPolicy", KeyingPolicy.STRUCT, KeyingPolicy.class::cast),
                    arm(IKE_QM_TRANSPORT, "ikeQmTransportPolicy", TransportPolicy.STRUCT, TransportPolicy.class::cast),
                    other(IKE_QM_TUNNEL, "ikeQmTunnelPolicy"),
                    arm(
                            AUTHIP_QM_TRANSPORT,
                            "authipQmTransportPolicy",
                            TransportPolicy.STRUCT,
                            TransportPolicy.class::cast),
                    other(AUTHIP_QM_TUNNEL, "authipQmTunnelPolicy"),
                    arm(IKE_MM, "ikeMmPolicy", MainModePolicy.STRUCT, MainModePolicy.class::cast),
                    arm(AUTHIP_MM, "authIpMmPolicy", MainModePolicy.STRUCT, MainModePolicy.class::cast),
                    other(CLASSIFY_OPTIONS, "classifyOptions"),
                    other(GENERAL, "dataBuffer"),
                    other(IKEV2_QM_TUNNEL, "ikeV2QmTunnelPolicy"),
                    arm(IKEV2_MM, "ikeV2MmPolicy", MainModePolicy.STRUCT, MainModePolicy.class::cast),
                    other(DOSP, "idpOptions"),
                    arm(
                            IKEV2_QM_TRANSPORT,
                            "ikeV2QmTransportPolicy",
                            TransportPolicy.STRUCT,
                            TransportPolicy.class::cast)));

    public static final Struct<ProviderContext> STRUCT = Struct.of(
            "FWPM_PROVIDER_CONTEXT2",
            new ProviderContext(
                    Guid.NONE,
                    DisplayData.blank(),
                    0,
                    Optional.empty(),
                    Bytes.empty(),
                    KEYING,
                    KeyingPolicy.STRUCT.blank(),
                    0),
            (m, v) -> {
                Guid providerContextKey = m.guid("providerContextKey", v.providerContextKey);
                DisplayData displayData = m.struct("displayData", DisplayData.STRUCT, v.displayData);
                int flags = m.u32("flags", v.flags);
                Optional<Guid> providerKey = m.pointer("providerKey", Plain.GUID, v.providerKey);
                Bytes providerData = m.struct("providerData", Plain.BYTE_BLOB, v.providerData);
                int type = m.u32("type", v.type);
                return new ProviderContext(
                        providerContextKey,
                        displayData,
                        flags,
                        providerKey,
                        providerData,
                        type,
                        m.union(POLICY, type, v.policy),
                        m.u64("providerContextId", v.providerContextId));
            });

    private static <T extends ContextPolicy> Arm<ContextPolicy> arm(
            int type, String name, Struct<T> struct, Function<ContextPolicy, T> target) {
        return new Arm<>(
                type,
                struct.blank(),
                (m, v) -> m.pointer(name, struct, Optional.of(target.apply(v)))
                        .map(ContextPolicy.class::cast)
                        .orElse(OTHER));
    }

    private static Arm<ContextPolicy> other(int type, String name) {
        return new Arm<>(type, OTHER, (m, v) -> {
            m.unused(name);
            return OTHER;
        });
    }
}
