package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Members;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.wfp.NetEventPayload.ClassifyDrop;
import io.secureconnect.windows.wfp.NetEventPayload.ExtendedModeFailure;
import io.secureconnect.windows.wfp.NetEventPayload.KernelDrop;
import io.secureconnect.windows.wfp.NetEventPayload.MainModeFailure;
import io.secureconnect.windows.wfp.NetEventPayload.QuickModeFailure;
import java.util.List;
import java.util.Optional;

/** How the payloads of events lie in memory. */
final class NetEventStructs {
    private static final int SHA1_OCTETS = 20;

    static final Struct<ClassifyDrop> CLASSIFY_DROP = Struct.of(
            "FWPM_NET_EVENT_CLASSIFY_DROP1",
            new ClassifyDrop(0, 0, 0, 0, 0, 0, false),
            (m, v) -> new ClassifyDrop(
                    m.u64("filterId", v.filterId()),
                    m.u16("layerId", v.layerId()),
                    m.u32("reauthReason", v.reauthReason()),
                    m.u32("originalProfile", v.originalProfile()),
                    m.u32("currentProfile", v.currentProfile()),
                    m.u32("msFwpDirection", v.direction()),
                    m.u32("isLoopback", v.loopback() ? 1 : 0) != 0));

    static final Struct<KernelDrop> KERNEL_DROP = Struct.of(
            "FWPM_NET_EVENT_IPSEC_KERNEL_DROP0",
            new KernelDrop(0, 0, 0, 0, 0),
            (m, v) -> new KernelDrop(
                    m.u32("failureStatus", v.failureStatus()),
                    m.u32("direction", v.direction()),
                    m.u32("spi", v.spi()),
                    m.u64("filterId", v.filterId()),
                    m.u16("layerId", v.layerId())));

    static final Struct<MainModeFailure> MAIN_MODE_FAILURE = Struct.of(
            "FWPM_NET_EVENT_IKEEXT_MM_FAILURE1",
            new MainModeFailure(0, 0, 0, 0, 0, 0, 0, Bytes.empty(), 0, 0, Optional.empty(), Optional.empty()),
            (m, v) -> {
                MainModeFailure failure = new MainModeFailure(
                        m.u32("failureErrorCode", v.failureErrorCode()),
                        m.u32("failurePoint", v.failurePoint()),
                        m.u32("flags", v.flags()),
                        m.u32("keyingModuleType", v.keyingModuleType()),
                        m.u32("mmState", v.mmState()),
                        m.u32("saRole", v.saRole()),
                        m.u32("mmAuthMethod", v.mmAuthMethod()),
                        m.octets("endCertHash", SHA1_OCTETS, v.endCertHash()),
                        m.u64("mmId", v.mmId()),
                        m.u64("mmFilterId", v.mmFilterId()),
                        m.text("localPrincipalNameForAuth", v.localPrincipal()),
                        m.text("remotePrincipalNameForAuth", v.remotePrincipal()));
                groups(m);
                return failure;
            });

    static final Struct<QuickModeFailure> QUICK_MODE_FAILURE = Struct.of(
            "FWPM_NET_EVENT_IKEEXT_QM_FAILURE0",
            new QuickModeFailure(0, 0, 0, 0, 0, 0, new Value.Empty(), new Value.Empty(), 0),
            (m, v) -> new QuickModeFailure(
                    m.u32("failureErrorCode", v.failureErrorCode()),
                    m.u32("failurePoint", v.failurePoint()),
                    m.u32("keyingModuleType", v.keyingModuleType()),
                    m.u32("qmState", v.qmState()),
                    m.u32("saRole", v.saRole()),
                    m.u32("saTrafficType", v.saTrafficType()),
                    m.struct("localSubNet", Values.CONDITION, v.localSubNet()),
                    m.struct("remoteSubNet", Values.CONDITION, v.remoteSubNet()),
                    m.u64("qmFilterId", v.qmFilterId())));

    static final Struct<ExtendedModeFailure> EXTENDED_MODE_FAILURE = Struct.of(
            "FWPM_NET_EVENT_IKEEXT_EM_FAILURE1",
            new ExtendedModeFailure(0, 0, 0, 0, 0, 0, Bytes.empty(), 0, 0, Optional.empty(), Optional.empty(), 0),
            (m, v) -> {
                int failureErrorCode = m.u32("failureErrorCode", v.failureErrorCode());
                int failurePoint = m.u32("failurePoint", v.failurePoint());
                int flags = m.u32("flags", v.flags());
                int emState = m.u32("emState", v.emState());
                int saRole = m.u32("saRole", v.saRole());
                int emAuthMethod = m.u32("emAuthMethod", v.emAuthMethod());
                Bytes endCertHash = m.octets("endCertHash", SHA1_OCTETS, v.endCertHash());
                long mmId = m.u64("mmId", v.mmId());
                long qmFilterId = m.u64("qmFilterId", v.qmFilterId());
                Optional<String> localPrincipal = m.text("localPrincipalNameForAuth", v.localPrincipal());
                Optional<String> remotePrincipal = m.text("remotePrincipalNameForAuth", v.remotePrincipal());
                groups(m);
                return new ExtendedModeFailure(
                        failureErrorCode,
                        failurePoint,
                        flags,
                        emState,
                        saRole,
                        emAuthMethod,
                        endCertHash,
                        mmId,
                        qmFilterId,
                        localPrincipal,
                        remotePrincipal,
                        m.u32("saTrafficType", v.saTrafficType()));
            });

    /** All that are described here, for whoever holds them against the headers. */
    static final List<Struct<?>> ALL =
            List.of(CLASSIFY_DROP, KERNEL_DROP, MAIN_MODE_FAILURE, QUICK_MODE_FAILURE, EXTENDED_MODE_FAILURE);

    private NetEventStructs() {}

    /** Who the parties belong to, which only Kerberos knows. */
    private static void groups(Members members) {
        members.u32("numLocalPrincipalGroupSids", 0);
        members.unused("localPrincipalGroupSids");
        members.u32("numRemotePrincipalGroupSids", 0);
        members.unused("remotePrincipalGroupSids");
    }
}
