/* Provider contexts, and the IPsec policies that IKEEXT takes from them. Tunnel policies are not followed. */
#define IPSEC_SA_TRANSFORM0_MEMBERS(m) \
    m(u32, ipsecTransformType) \
    m(either) \
    m(arm, v->ipsecTransformType == IPSEC_TRANSFORM_AH, pointer, ahTransform, IPSEC_AUTH_TRANSFORM0) \
    m(arm, v->ipsecTransformType == IPSEC_TRANSFORM_ESP_AUTH, pointer, espAuthTransform, IPSEC_AUTH_TRANSFORM0) \
    m(arm, v->ipsecTransformType == IPSEC_TRANSFORM_ESP_CIPHER, pointer, espCipherTransform, IPSEC_CIPHER_TRANSFORM0) \
    m(arm, v->ipsecTransformType == IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER, pointer, espAuthAndCipherTransform, \
      IPSEC_AUTH_AND_CIPHER_TRANSFORM0) \
    m(arm, v->ipsecTransformType == IPSEC_TRANSFORM_ESP_AUTH_FW, pointer, espAuthFwTransform, IPSEC_AUTH_TRANSFORM0) \
    m(end)
#define IPSEC_PROPOSAL0_MEMBERS(m) \
    m(inner, lifetime, IPSEC_SA_LIFETIME0) \
    m(list, numSaTransforms, saTransforms, IPSEC_SA_TRANSFORM0) \
    m(u32, pfsGroup)
#define IPSEC_SA_IDLE_TIMEOUT0_MEMBERS(m) m(u32, idleTimeoutSeconds) m(u32, idleTimeoutSecondsFailOver)
#define IPSEC_TRANSPORT_POLICY2_MEMBERS(m) \
    m(list, numIpsecProposals, ipsecProposals, IPSEC_PROPOSAL0) \
    m(x32, flags) \
    m(u32, ndAllowClearTimeoutSeconds) \
    m(inner, saIdleTimeout, IPSEC_SA_IDLE_TIMEOUT0) \
    m(pointer, emPolicy, IKEEXT_EM_POLICY2)
#define IPSEC_KEYING_POLICY1_MEMBERS(m) m(guids, numKeyMods, keyModKeys) m(x32, flags)

#define FWPM_PROVIDER_CONTEXT2_MEMBERS(m) \
    m(guid, providerContextKey) \
    m(inner, displayData, FWPM_DISPLAY_DATA0) \
    m(x32, flags) \
    m(guid_at, providerKey) \
    m(inner, providerData, FWP_BYTE_BLOB) \
    m(u32, type) \
    m(either) \
    m(arm, v->type == FWPM_IPSEC_KEYING_CONTEXT, pointer, keyingPolicy, IPSEC_KEYING_POLICY1) \
    m(arm, v->type == FWPM_IPSEC_IKE_QM_TRANSPORT_CONTEXT, pointer, ikeQmTransportPolicy, IPSEC_TRANSPORT_POLICY2) \
    m(arm, v->type == FWPM_IPSEC_IKE_QM_TUNNEL_CONTEXT, unknown, ikeQmTunnelPolicy) \
    m(arm, v->type == FWPM_IPSEC_AUTHIP_QM_TRANSPORT_CONTEXT, pointer, authipQmTransportPolicy, IPSEC_TRANSPORT_POLICY2) \
    m(arm, v->type == FWPM_IPSEC_AUTHIP_QM_TUNNEL_CONTEXT, unknown, authipQmTunnelPolicy) \
    m(arm, v->type == FWPM_IPSEC_IKE_MM_CONTEXT, pointer, ikeMmPolicy, IKEEXT_POLICY2) \
    m(arm, v->type == FWPM_IPSEC_AUTHIP_MM_CONTEXT, pointer, authIpMmPolicy, IKEEXT_POLICY2) \
    m(arm, v->type == FWPM_GENERAL_CONTEXT, pointer, dataBuffer, FWP_BYTE_BLOB) \
    m(arm, v->type == FWPM_CLASSIFY_OPTIONS_CONTEXT, unknown, classifyOptions) \
    m(arm, v->type == FWPM_IPSEC_IKEV2_QM_TUNNEL_CONTEXT, unknown, ikeV2QmTunnelPolicy) \
    m(arm, v->type == FWPM_IPSEC_IKEV2_QM_TRANSPORT_CONTEXT, pointer, ikeV2QmTransportPolicy, IPSEC_TRANSPORT_POLICY2) \
    m(arm, v->type == FWPM_IPSEC_IKEV2_MM_CONTEXT, pointer, ikeV2MmPolicy, IKEEXT_POLICY2) \
    m(arm, v->type == FWPM_IPSEC_DOSP_CONTEXT, unknown, idpOptions) \
    m(end) \
    m(u64, providerContextId)

#define CONTEXT_STRUCTS(S) \
    S(IPSEC_SA_TRANSFORM0) S(IPSEC_PROPOSAL0) S(IPSEC_SA_IDLE_TIMEOUT0) S(IPSEC_TRANSPORT_POLICY2) S(IPSEC_KEYING_POLICY1) \
    S(FWPM_PROVIDER_CONTEXT2)
