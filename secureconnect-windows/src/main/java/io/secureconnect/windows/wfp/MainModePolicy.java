package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import java.util.List;

/**
 * How IKEEXT gets an IKE SA: {@code IKEEXT_POLICY2}.
 *
 * @param softExpirationTime seconds before the end at which a new one is begun; 0 for Windows' choice
 * @param initiatorImpersonationType an {@code IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE}; 0 for none
 * @param flags of {@code IKEEXT_POLICY_*}
 * @param retransmitDurationSecs 0 for Windows' choice
 */
public record MainModePolicy(
        int softExpirationTime,
        List<AuthenticationMethod> authenticationMethods,
        int initiatorImpersonationType,
        List<IkeProposal> ikeProposals,
        int flags,
        int maxDynamicFilters,
        int retransmitDurationSecs)
        implements ContextPolicy {
    @SdkName("IKEEXT_POLICY_FLAG_MOBIKE_NOT_SUPPORTED")
    public static final int MOBIKE_NOT_SUPPORTED = 0x10;

    @SdkName("IKEEXT_POLICY_ENABLE_IKEV2_FRAGMENTATION")
    public static final int ENABLE_IKEV2_FRAGMENTATION = 0x80;

    public static final Struct<MainModePolicy> STRUCT = Struct.of(
            "IKEEXT_POLICY2",
            new MainModePolicy(0, List.of(), 0, List.of(), 0, 0, 0),
            (m, v) -> new MainModePolicy(
                    m.u32("softExpirationTime", v.softExpirationTime),
                    m.list(
                            "numAuthenticationMethods",
                            "authenticationMethods",
                            AuthenticationMethod.STRUCT,
                            v.authenticationMethods),
                    m.u32("initiatorImpersonationType", v.initiatorImpersonationType),
                    m.list("numIkeProposals", "ikeProposals", IkeProposal.STRUCT, v.ikeProposals),
                    m.u32("flags", v.flags),
                    m.u32("maxDynamicFilters", v.maxDynamicFilters),
                    m.u32("retransmitDurationSecs", v.retransmitDurationSecs)));

    public MainModePolicy {
        authenticationMethods = List.copyOf(authenticationMethods);
        ikeProposals = List.copyOf(ikeProposals);
    }

    /** One with Windows' own timers. */
    public static MainModePolicy of(List<AuthenticationMethod> methods, List<IkeProposal> proposals, int flags) {
        return new MainModePolicy(0, methods, 0, proposals, flags, 0, 0);
    }

    @Override
    public Kind kind() {
        return Kind.MAIN_MODE;
    }
}
