/* ipsectypes.h: SA contexts and what they are made of. */
#define ADDRESS_OF(m, v4, v6) \
    m(either) \
    m(arm, v->ipVersion == FWP_IP_VERSION_V4, x32, v4) \
    m(arm, v->ipVersion == FWP_IP_VERSION_V6, octets, v6, 16) \
    m(end)

/* A union of one, for IPv4 only. */
#define UDP_PORTS_OF(m, name) \
    m(either) m(arm, v->ipVersion == FWP_IP_VERSION_V4, pointer, name, IPSEC_V4_UDP_ENCAPSULATION0) m(end)

#define IPSEC_V4_UDP_ENCAPSULATION0_MEMBERS(m) m(u16, localUdpEncapPort) m(u16, remoteUdpEncapPort)
#define IPSEC_VIRTUAL_IF_TUNNEL_INFO0_MEMBERS(m) m(u64, virtualIfTunnelId) m(u64, trafficSelectorId)
#define IPSEC_SA_LIFETIME0_MEMBERS(m) m(u32, lifetimeSeconds) m(u32, lifetimeKilobytes) m(u32, lifetimePackets)

#define IPSEC_TRAFFIC1_MEMBERS(m) \
    m(u32, ipVersion) \
    ADDRESS_OF(m, localV4Address, localV6Address) \
    ADDRESS_OF(m, remoteV4Address, remoteV6Address) \
    m(u32, trafficType) \
    m(either) \
    m(arm, v->trafficType == IPSEC_TRAFFIC_TYPE_TRANSPORT, u64, ipsecFilterId) \
    m(arm, v->trafficType == IPSEC_TRAFFIC_TYPE_TUNNEL, u64, tunnelPolicyId) \
    m(end) \
    m(u16, remotePort) \
    m(u16, localPort) \
    m(u8, ipProtocol) \
    m(u64, localIfLuid) \
    m(u32, realIfProfileId)

#define IPSEC_GETSPI1_MEMBERS(m) \
    m(inner, inboundIpsecTraffic, IPSEC_TRAFFIC1) \
    m(u32, ipVersion) \
    UDP_PORTS_OF(m, inboundUdpEncapsulation) \
    m(guid_at, rngCryptoModuleID)

#define IPSEC_AUTH_TRANSFORM_ID0_MEMBERS(m) m(u32, authType) m(u8, authConfig)
#define IPSEC_AUTH_TRANSFORM0_MEMBERS(m) \
    m(inner, authTransformId, IPSEC_AUTH_TRANSFORM_ID0) m(guid_at, cryptoModuleId)
#define IPSEC_CIPHER_TRANSFORM_ID0_MEMBERS(m) m(u32, cipherType) m(u8, cipherConfig)
#define IPSEC_CIPHER_TRANSFORM0_MEMBERS(m) \
    m(inner, cipherTransformId, IPSEC_CIPHER_TRANSFORM_ID0) m(guid_at, cryptoModuleId)
#define IPSEC_AUTH_AND_CIPHER_TRANSFORM0_MEMBERS(m) \
    m(inner, authTransform, IPSEC_AUTH_TRANSFORM0) m(inner, cipherTransform, IPSEC_CIPHER_TRANSFORM0)

#define IPSEC_SA_AUTH_INFORMATION0_MEMBERS(m) m(inner, authTransform, IPSEC_AUTH_TRANSFORM0) m(secret, authKey)
#define IPSEC_SA_CIPHER_INFORMATION0_MEMBERS(m) m(inner, cipherTransform, IPSEC_CIPHER_TRANSFORM0) m(secret, cipherKey)
#define IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0_MEMBERS(m) \
    m(inner, saCipherInformation, IPSEC_SA_CIPHER_INFORMATION0) m(inner, saAuthInformation, IPSEC_SA_AUTH_INFORMATION0)

#define IPSEC_SA0_MEMBERS(m) \
    m(x32, spi) \
    m(u32, saTransformType) \
    m(either) \
    m(arm, v->saTransformType == IPSEC_TRANSFORM_AH, pointer, ahInformation, IPSEC_SA_AUTH_INFORMATION0) \
    m(arm, v->saTransformType == IPSEC_TRANSFORM_ESP_AUTH, pointer, espAuthInformation, IPSEC_SA_AUTH_INFORMATION0) \
    m(arm, v->saTransformType == IPSEC_TRANSFORM_ESP_CIPHER, pointer, espCipherInformation, IPSEC_SA_CIPHER_INFORMATION0) \
    m(arm, v->saTransformType == IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER, pointer, espAuthAndCipherInformation, \
      IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0) \
    m(arm, v->saTransformType == IPSEC_TRANSFORM_ESP_AUTH_FW, pointer, espAuthFwInformation, IPSEC_SA_AUTH_INFORMATION0) \
    m(end)

#define IPSEC_TOKEN0_MEMBERS(m) m(u32, type) m(u32, principal) m(u32, mode) m(u64, token)
#define IPSEC_ID0_MEMBERS(m) \
    m(text, mmTargetName) \
    m(text, emTargetName) \
    m(list, numTokens, tokens, IPSEC_TOKEN0) \
    m(u64, explicitCredentials) \
    m(u64, logonId)
#define IPSEC_KEYMODULE_STATE0_MEMBERS(m) m(guid, keyModuleKey) m(inner, stateBlob, FWP_BYTE_BLOB)

#define IPSEC_SA_BUNDLE1_MEMBERS(m) \
    m(x32, flags) \
    m(inner, lifetime, IPSEC_SA_LIFETIME0) \
    m(u32, idleTimeoutSeconds) \
    m(u32, ndAllowClearTimeoutSeconds) \
    m(pointer, ipsecId, IPSEC_ID0) \
    m(u32, napContext) \
    m(u32, qmSaId) \
    m(list, numSAs, saList, IPSEC_SA0) \
    m(pointer, keyModuleState, IPSEC_KEYMODULE_STATE0) \
    m(u32, ipVersion) \
    m(either) \
    m(arm, v->ipVersion == FWP_IP_VERSION_V4, x32, peerV4PrivateAddress) \
    m(end) \
    m(u64, mmSaId) \
    m(u32, pfsGroup) \
    m(guid, saLookupContext) \
    m(u64, qmFilterId)

#define IPSEC_SA_DETAILS1_MEMBERS(m) \
    m(u32, ipVersion) \
    m(u32, saDirection) \
    m(inner, traffic, IPSEC_TRAFFIC1) \
    m(inner, saBundle, IPSEC_SA_BUNDLE1) \
    UDP_PORTS_OF(m, udpEncapsulation) \
    m(pointer, transportFilter, FWPM_FILTER0) \
    m(inner, virtualIfTunnelInfo, IPSEC_VIRTUAL_IF_TUNNEL_INFO0)

#define IPSEC_SA_CONTEXT1_MEMBERS(m) \
    m(u64, saContextId) m(pointer, inboundSa, IPSEC_SA_DETAILS1) m(pointer, outboundSa, IPSEC_SA_DETAILS1)
#define IPSEC_SA_CONTEXT_ENUM_TEMPLATE0_MEMBERS(m) \
    m(inner, localSubNet, FWP_CONDITION_VALUE0) m(inner, remoteSubNet, FWP_CONDITION_VALUE0)
#define IPSEC_SA_CONTEXT_SUBSCRIPTION0_MEMBERS(m) \
    m(pointer, enumTemplate, IPSEC_SA_CONTEXT_ENUM_TEMPLATE0) m(x32, flags) m(guid, sessionKey)
#define IPSEC_SA_CONTEXT_CHANGE0_MEMBERS(m) m(u32, changeType) m(u64, saContextId)

#define IPSEC_AGGREGATE_SA_STATISTICS0_MEMBERS(m) \
    m(u32, activeSas) \
    m(u32, pendingSaNegotiations) \
    m(u32, totalSasAdded) \
    m(u32, totalSasDeleted) \
    m(u32, successfulRekeys) \
    m(u32, activeTunnels) \
    m(u32, offloadedSas)
#define IPSEC_ESP_DROP_PACKET_STATISTICS0_MEMBERS(m) \
    m(u32, invalidSpisOnInbound) \
    m(u32, decryptionFailuresOnInbound) \
    m(u32, authenticationFailuresOnInbound) \
    m(u32, replayCheckFailuresOnInbound) \
    m(u32, saNotInitializedOnInbound)
#define IPSEC_AH_DROP_PACKET_STATISTICS0_MEMBERS(m) \
    m(u32, invalidSpisOnInbound) \
    m(u32, authenticationFailuresOnInbound) \
    m(u32, replayCheckFailuresOnInbound) \
    m(u32, saNotInitializedOnInbound)
#define IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1_MEMBERS(m) \
    m(u32, invalidSpisOnInbound) \
    m(u32, decryptionFailuresOnInbound) \
    m(u32, authenticationFailuresOnInbound) \
    m(u32, udpEspValidationFailuresOnInbound) \
    m(u32, replayCheckFailuresOnInbound) \
    m(u32, invalidClearTextInbound) \
    m(u32, saNotInitializedOnInbound) \
    m(u32, receiveOverIncorrectSaInbound) \
    m(u32, secureReceivesNotMatchingFilters) \
    m(u32, totalDropPacketsInbound)
#define IPSEC_TRAFFIC_STATISTICS1_MEMBERS(m) \
    m(u64, encryptedByteCount) \
    m(u64, authenticatedAHByteCount) \
    m(u64, authenticatedESPByteCount) \
    m(u64, transportByteCount) \
    m(u64, tunnelByteCount) \
    m(u64, offloadByteCount) \
    m(u64, totalSuccessfulPackets)
#define IPSEC_STATISTICS1_MEMBERS(m) \
    m(inner, aggregateSaStatistics, IPSEC_AGGREGATE_SA_STATISTICS0) \
    m(inner, espDropPacketStatistics, IPSEC_ESP_DROP_PACKET_STATISTICS0) \
    m(inner, ahDropPacketStatistics, IPSEC_AH_DROP_PACKET_STATISTICS0) \
    m(inner, aggregateDropPacketStatistics, IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1) \
    m(inner, inboundTrafficStatistics, IPSEC_TRAFFIC_STATISTICS1) \
    m(inner, outboundTrafficStatistics, IPSEC_TRAFFIC_STATISTICS1)

#define IPSEC_STRUCTS(S) \
    S(IPSEC_V4_UDP_ENCAPSULATION0) S(IPSEC_VIRTUAL_IF_TUNNEL_INFO0) S(IPSEC_SA_LIFETIME0) S(IPSEC_TRAFFIC1) \
    S(IPSEC_GETSPI1) S(IPSEC_AUTH_TRANSFORM_ID0) S(IPSEC_AUTH_TRANSFORM0) S(IPSEC_CIPHER_TRANSFORM_ID0) \
    S(IPSEC_CIPHER_TRANSFORM0) S(IPSEC_AUTH_AND_CIPHER_TRANSFORM0) S(IPSEC_SA_AUTH_INFORMATION0) \
    S(IPSEC_SA_CIPHER_INFORMATION0) S(IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0) S(IPSEC_SA0) S(IPSEC_TOKEN0) S(IPSEC_ID0) \
    S(IPSEC_KEYMODULE_STATE0) S(IPSEC_SA_BUNDLE1) S(IPSEC_SA_DETAILS1) S(IPSEC_SA_CONTEXT1) \
    S(IPSEC_SA_CONTEXT_ENUM_TEMPLATE0) S(IPSEC_SA_CONTEXT_SUBSCRIPTION0) S(IPSEC_SA_CONTEXT_CHANGE0) \
    S(IPSEC_AGGREGATE_SA_STATISTICS0) S(IPSEC_ESP_DROP_PACKET_STATISTICS0) S(IPSEC_AH_DROP_PACKET_STATISTICS0) \
    S(IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1) S(IPSEC_TRAFFIC_STATISTICS1) S(IPSEC_STATISTICS1)
