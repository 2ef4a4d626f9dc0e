/* Net events: what the filter engine and IKEEXT tell of packets dropped and negotiations failed. */
#define EVENT_ENDS(m) \
    m(inner, timeStamp, FILETIME) \
    m(x32, flags) \
    m(u32, ipVersion) \
    m(u8, ipProtocol) \
    ADDRESS_OF(m, localAddrV4, localAddrV6) \
    ADDRESS_OF(m, remoteAddrV4, remoteAddrV6) \
    m(u16, localPort) \
    m(u16, remotePort) \
    m(u32, scopeId) \
    m(inner, appId, FWP_BYTE_BLOB) \
    m(unknown, userId)
#define FWPM_NET_EVENT_HEADER1_MEMBERS(m) \
    EVENT_ENDS(m) \
    m(u32, reserved1) \
    m(group) \
    m(octets, reserved2, 6) \
    m(octets, reserved3, 6) \
    m(u32, reserved4) \
    m(u32, reserved5) \
    m(u16, reserved6) \
    m(u32, reserved7) \
    m(u32, reserved8) \
    m(u16, reserved9) \
    m(u64, reserved10) \
    m(end)
#define FWPM_NET_EVENT_HEADER2_MEMBERS(m) EVENT_ENDS(m) m(u32, addressFamily) m(unknown, packageSid)

#define CLASSIFIED(m) \
    m(u64, filterId) \
    m(u16, layerId) \
    m(u32, reauthReason) \
    m(u32, originalProfile) \
    m(u32, currentProfile) \
    m(u32, msFwpDirection) \
    m(u32, isLoopback)
#define FWPM_NET_EVENT_CLASSIFY_DROP1_MEMBERS(m) CLASSIFIED(m)
#define FWPM_NET_EVENT_CLASSIFY_ALLOW0_MEMBERS(m) CLASSIFIED(m)
#define FWPM_NET_EVENT_CLASSIFY_DROP2_MEMBERS(m) \
    CLASSIFIED(m) m(inner, vSwitchId, FWP_BYTE_BLOB) m(u32, vSwitchSourcePort) m(u32, vSwitchDestinationPort)
#define FWPM_NET_EVENT_IPSEC_KERNEL_DROP0_MEMBERS(m) \
    m(x32, failureStatus) m(u32, direction) m(x32, spi) m(u64, filterId) m(u16, layerId)

#define PRINCIPALS(m) \
    m(text, localPrincipalNameForAuth) \
    m(text, remotePrincipalNameForAuth) \
    m(texts, numLocalPrincipalGroupSids, localPrincipalGroupSids) \
    m(texts, numRemotePrincipalGroupSids, remotePrincipalGroupSids)
#define FWPM_NET_EVENT_IKEEXT_MM_FAILURE1_MEMBERS(m) \
    m(u32, failureErrorCode) \
    m(u32, failurePoint) \
    m(x32, flags) \
    m(u32, keyingModuleType) \
    m(u32, mmState) \
    m(u32, saRole) \
    m(u32, mmAuthMethod) \
    m(octets, endCertHash, 20) \
    m(u64, mmId) \
    m(u64, mmFilterId) \
    PRINCIPALS(m)
#define FWPM_NET_EVENT_IKEEXT_QM_FAILURE0_MEMBERS(m) \
    m(u32, failureErrorCode) \
    m(u32, failurePoint) \
    m(u32, keyingModuleType) \
    m(u32, qmState) \
    m(u32, saRole) \
    m(u32, saTrafficType) \
    m(inner, localSubNet, FWP_CONDITION_VALUE0) \
    m(inner, remoteSubNet, FWP_CONDITION_VALUE0) \
    m(u64, qmFilterId)
#define FWPM_NET_EVENT_IKEEXT_EM_FAILURE1_MEMBERS(m) \
    m(u32, failureErrorCode) \
    m(u32, failurePoint) \
    m(x32, flags) \
    m(u32, emState) \
    m(u32, saRole) \
    m(u32, emAuthMethod) \
    m(octets, endCertHash, 20) \
    m(u64, mmId) \
    m(u64, qmFilterId) \
    PRINCIPALS(m) \
    m(u32, saTrafficType)

#define FAILURES(m) \
    m(arm, v->type == FWPM_NET_EVENT_TYPE_IKEEXT_MM_FAILURE, pointer, ikeMmFailure, FWPM_NET_EVENT_IKEEXT_MM_FAILURE1) \
    m(arm, v->type == FWPM_NET_EVENT_TYPE_IKEEXT_QM_FAILURE, pointer, ikeQmFailure, FWPM_NET_EVENT_IKEEXT_QM_FAILURE0) \
    m(arm, v->type == FWPM_NET_EVENT_TYPE_IKEEXT_EM_FAILURE, pointer, ikeEmFailure, FWPM_NET_EVENT_IKEEXT_EM_FAILURE1) \
    m(arm, v->type == FWPM_NET_EVENT_TYPE_IPSEC_KERNEL_DROP, pointer, ipsecDrop, FWPM_NET_EVENT_IPSEC_KERNEL_DROP0) \
    m(arm, v->type == FWPM_NET_EVENT_TYPE_IPSEC_DOSP_DROP, unknown, idpDrop)
#define FWPM_NET_EVENT1_MEMBERS(m) \
    m(inner, header, FWPM_NET_EVENT_HEADER1) \
    m(u32, type) \
    m(either) \
    FAILURES(m) \
    m(arm, v->type == FWPM_NET_EVENT_TYPE_CLASSIFY_DROP, pointer, classifyDrop, FWPM_NET_EVENT_CLASSIFY_DROP1) \
    m(end)
#define FWPM_NET_EVENT2_MEMBERS(m) \
    m(inner, header, FWPM_NET_EVENT_HEADER2) \
    m(u32, type) \
    m(either) \
    FAILURES(m) \
    m(arm, v->type == FWPM_NET_EVENT_TYPE_CLASSIFY_DROP, pointer, classifyDrop, FWPM_NET_EVENT_CLASSIFY_DROP2) \
    m(arm, v->type == FWPM_NET_EVENT_TYPE_CLASSIFY_ALLOW, pointer, classifyAllow, FWPM_NET_EVENT_CLASSIFY_ALLOW0) \
    m(arm, v->type == FWPM_NET_EVENT_TYPE_CAPABILITY_DROP, unknown, capabilityDrop) \
    m(arm, v->type == FWPM_NET_EVENT_TYPE_CAPABILITY_ALLOW, unknown, capabilityAllow) \
    m(arm, v->type == FWPM_NET_EVENT_TYPE_CLASSIFY_DROP_MAC, unknown, classifyDropMac) \
    m(end)

#define FWPM_NET_EVENT_ENUM_TEMPLATE0_MEMBERS(m) \
    m(inner, startTime, FILETIME) \
    m(inner, endTime, FILETIME) \
    m(list, numFilterConditions, filterCondition, FWPM_FILTER_CONDITION0)
#define FWPM_NET_EVENT_SUBSCRIPTION0_MEMBERS(m) \
    m(pointer, enumTemplate, FWPM_NET_EVENT_ENUM_TEMPLATE0) m(x32, flags) m(guid, sessionKey)

#define EVENT_STRUCTS(S) \
    S(FWPM_NET_EVENT_HEADER1) S(FWPM_NET_EVENT_HEADER2) S(FWPM_NET_EVENT_CLASSIFY_DROP1) S(FWPM_NET_EVENT_CLASSIFY_ALLOW0) \
    S(FWPM_NET_EVENT_CLASSIFY_DROP2) S(FWPM_NET_EVENT_IPSEC_KERNEL_DROP0) S(FWPM_NET_EVENT_IKEEXT_MM_FAILURE1) \
    S(FWPM_NET_EVENT_IKEEXT_QM_FAILURE0) S(FWPM_NET_EVENT_IKEEXT_EM_FAILURE1) S(FWPM_NET_EVENT1) S(FWPM_NET_EVENT2) \
    S(FWPM_NET_EVENT_ENUM_TEMPLATE0) S(FWPM_NET_EVENT_SUBSCRIPTION0)
