/* iketypes.h: how IKEEXT authenticates and what it tells of its SAs. */
#define IS_CERTIFICATE(t) \
    ((t) == IKEEXT_CERTIFICATE || (t) == IKEEXT_CERTIFICATE_ECDSA_P256 || (t) == IKEEXT_CERTIFICATE_ECDSA_P384)
#define IS_SSL(t) ((t) == IKEEXT_SSL || (t) == IKEEXT_SSL_ECDSA_P256 || (t) == IKEEXT_SSL_ECDSA_P384)

#define IKEEXT_PRESHARED_KEY_AUTHENTICATION1_MEMBERS(m) m(secret, presharedKey) m(x32, flags)
#define IKEEXT_CERT_EKUS0_MEMBERS(m) m(names, numEku, eku)
#define IKEEXT_CERT_NAME0_MEMBERS(m) m(u32, nameType) m(text, certName)
#define IKEEXT_CERTIFICATE_CRITERIA0_MEMBERS(m) \
    m(inner, certData, FWP_BYTE_BLOB) \
    m(inner, certHash, FWP_BYTE_BLOB) \
    m(pointer, eku, IKEEXT_CERT_EKUS0) \
    m(pointer, name, IKEEXT_CERT_NAME0) \
    m(x32, flags)

#define ROOTS_OF(m, direction) \
    m(either) \
    m(arm, v->direction##ConfigType == IKEEXT_CERT_CONFIG_EXPLICIT_TRUST_LIST, list, direction##RootArraySize, \
      direction##RootCriteria, IKEEXT_CERTIFICATE_CRITERIA0) \
    m(arm, v->direction##ConfigType == IKEEXT_CERT_CONFIG_ENTERPRISE_STORE, list, direction##EnterpriseStoreArraySize, \
      direction##EnterpriseStoreCriteria, IKEEXT_CERTIFICATE_CRITERIA0) \
    m(arm, v->direction##ConfigType == IKEEXT_CERT_CONFIG_TRUSTED_ROOT_STORE, list, direction##RootStoreArraySize, \
      direction##TrustedRootStoreCriteria, IKEEXT_CERTIFICATE_CRITERIA0) \
    m(end)
#define IKEEXT_CERTIFICATE_AUTHENTICATION2_MEMBERS(m) \
    m(u32, inboundConfigType) \
    ROOTS_OF(m, inbound) \
    m(u32, outboundConfigType) \
    ROOTS_OF(m, outbound) \
    m(x32, flags) \
    m(inner, localCertLocationUrl, FWP_BYTE_BLOB)

#define IKEEXT_KERBEROS_AUTHENTICATION1_MEMBERS(m) m(x32, flags) m(text, proxyServer)
#define IKEEXT_RESERVED_AUTHENTICATION0_MEMBERS(m) m(x32, flags)
#define IKEEXT_NTLM_V2_AUTHENTICATION0_MEMBERS(m) m(x32, flags)
#define IKEEXT_EAP_AUTHENTICATION0_MEMBERS(m) m(x32, flags)
#define IKEEXT_IPV6_CGA_AUTHENTICATION0_MEMBERS(m) \
    m(text, keyContainerName) \
    m(text, cspName) \
    m(u32, cspType) \
    m(octets, cgaModifier, 16) \
    m(u8, cgaCollisionCount)

#define IKEEXT_AUTHENTICATION_METHOD2_MEMBERS(m) \
    m(u32, authenticationMethodType) \
    m(either) \
    m(arm, v->authenticationMethodType == IKEEXT_PRESHARED_KEY, inner, presharedKeyAuthentication, \
      IKEEXT_PRESHARED_KEY_AUTHENTICATION1) \
    m(arm, IS_CERTIFICATE(v->authenticationMethodType), inner, certificateAuthentication, \
      IKEEXT_CERTIFICATE_AUTHENTICATION2) \
    m(arm, v->authenticationMethodType == IKEEXT_KERBEROS, inner, kerberosAuthentication, IKEEXT_KERBEROS_AUTHENTICATION1) \
    m(arm, v->authenticationMethodType == IKEEXT_RESERVED, inner, reservedAuthentication, IKEEXT_RESERVED_AUTHENTICATION0) \
    m(arm, v->authenticationMethodType == IKEEXT_NTLM_V2, inner, ntlmV2Authentication, IKEEXT_NTLM_V2_AUTHENTICATION0) \
    m(arm, IS_SSL(v->authenticationMethodType), inner, sslAuthentication, IKEEXT_CERTIFICATE_AUTHENTICATION2) \
    m(arm, v->authenticationMethodType == IKEEXT_IPV6_CGA, inner, cgaAuthentication, IKEEXT_IPV6_CGA_AUTHENTICATION0) \
    m(arm, v->authenticationMethodType == IKEEXT_EAP, inner, eapAuthentication, IKEEXT_EAP_AUTHENTICATION0) \
    m(end)

#define IKEEXT_CIPHER_ALGORITHM0_MEMBERS(m) m(u32, algoIdentifier) m(u32, keyLen) m(u32, rounds)
#define IKEEXT_INTEGRITY_ALGORITHM0_MEMBERS(m) m(u32, algoIdentifier)
#define IKEEXT_PROPOSAL0_MEMBERS(m) \
    m(inner, cipherAlgorithm, IKEEXT_CIPHER_ALGORITHM0) \
    m(inner, integrityAlgorithm, IKEEXT_INTEGRITY_ALGORITHM0) \
    m(u32, maxLifetimeSeconds) \
    m(u32, dhGroup) \
    m(u32, quickModeLimit)

#define IKEEXT_POLICY2_MEMBERS(m) \
    m(u32, softExpirationTime) \
    m(list, numAuthenticationMethods, authenticationMethods, IKEEXT_AUTHENTICATION_METHOD2) \
    m(u32, initiatorImpersonationType) \
    m(list, numIkeProposals, ikeProposals, IKEEXT_PROPOSAL0) \
    m(x32, flags) \
    m(u32, maxDynamicFilters) \
    m(u32, retransmitDurationSecs)
#define IKEEXT_EM_POLICY2_MEMBERS(m) \
    m(list, numAuthenticationMethods, authenticationMethods, IKEEXT_AUTHENTICATION_METHOD2) \
    m(u32, initiatorImpersonationType)

#define IKEEXT_TRAFFIC0_MEMBERS(m) \
    m(u32, ipVersion) \
    ADDRESS_OF(m, localV4Address, localV6Address) \
    ADDRESS_OF(m, remoteV4Address, remoteV6Address) \
    m(u64, authIpFilterId)
#define IKEEXT_COOKIE_PAIR0_MEMBERS(m) m(x64, initiator) m(x64, responder)
#define IKEEXT_NAME_CREDENTIAL0_MEMBERS(m) m(text, principalName)
#define IKEEXT_CERTIFICATE_CREDENTIAL1_MEMBERS(m) \
    m(inner, subjectName, FWP_BYTE_BLOB) \
    m(inner, certHash, FWP_BYTE_BLOB) \
    m(x32, flags) \
    m(inner, certificate, FWP_BYTE_BLOB)
#define IS_CERTIFICATE_CREDENTIAL(t) (IS_CERTIFICATE(t) || IS_SSL(t))
#define IKEEXT_CREDENTIAL2_MEMBERS(m) \
    m(u32, authenticationMethodType) \
    m(u32, impersonationType) \
    m(either) \
    m(arm, v->authenticationMethodType == IKEEXT_PRESHARED_KEY, pointer, presharedKey, \
      IKEEXT_PRESHARED_KEY_AUTHENTICATION1) \
    m(arm, IS_CERTIFICATE_CREDENTIAL(v->authenticationMethodType), pointer, certificate, IKEEXT_CERTIFICATE_CREDENTIAL1) \
    m(arm, v->authenticationMethodType != IKEEXT_PRESHARED_KEY \
      && !IS_CERTIFICATE_CREDENTIAL(v->authenticationMethodType), pointer, name, IKEEXT_NAME_CREDENTIAL0) \
    m(end)
#define IKEEXT_CREDENTIAL_PAIR2_MEMBERS(m) \
    m(inner, localCredentials, IKEEXT_CREDENTIAL2) m(inner, peerCredentials, IKEEXT_CREDENTIAL2)
#define IKEEXT_CREDENTIALS2_MEMBERS(m) m(list, numCredentials, credentials, IKEEXT_CREDENTIAL_PAIR2)
#define IKEEXT_SA_DETAILS2_MEMBERS(m) \
    m(u64, saId) \
    m(u32, keyModuleType) \
    m(u32, ipVersion) \
    UDP_PORTS_OF(m, v4UdpEncapsulation) \
    m(inner, ikeTraffic, IKEEXT_TRAFFIC0) \
    m(inner, ikeProposal, IKEEXT_PROPOSAL0) \
    m(inner, cookiePair, IKEEXT_COOKIE_PAIR0) \
    m(inner, ikeCredentials, IKEEXT_CREDENTIALS2) \
    m(guid, ikePolicyKey) \
    m(u64, virtualIfTunnelId) \
    m(inner, correlationKey, FWP_BYTE_BLOB)
#define IKEEXT_SA_ENUM_TEMPLATE0_MEMBERS(m) \
    m(inner, localSubNet, FWP_CONDITION_VALUE0) \
    m(inner, remoteSubNet, FWP_CONDITION_VALUE0) \
    m(inner, localMainModeCertHash, FWP_BYTE_BLOB)

#define IKE_STRUCTS(S) \
    S(IKEEXT_PRESHARED_KEY_AUTHENTICATION1) S(IKEEXT_CERT_EKUS0) S(IKEEXT_CERT_NAME0) S(IKEEXT_CERTIFICATE_CRITERIA0) \
    S(IKEEXT_CERTIFICATE_AUTHENTICATION2) S(IKEEXT_KERBEROS_AUTHENTICATION1) S(IKEEXT_RESERVED_AUTHENTICATION0) \
    S(IKEEXT_NTLM_V2_AUTHENTICATION0) S(IKEEXT_EAP_AUTHENTICATION0) S(IKEEXT_IPV6_CGA_AUTHENTICATION0) \
    S(IKEEXT_AUTHENTICATION_METHOD2) S(IKEEXT_CIPHER_ALGORITHM0) S(IKEEXT_INTEGRITY_ALGORITHM0) S(IKEEXT_PROPOSAL0) \
    S(IKEEXT_POLICY2) S(IKEEXT_EM_POLICY2) S(IKEEXT_TRAFFIC0) S(IKEEXT_COOKIE_PAIR0) S(IKEEXT_NAME_CREDENTIAL0) \
    S(IKEEXT_CERTIFICATE_CREDENTIAL1) S(IKEEXT_CREDENTIAL2) S(IKEEXT_CREDENTIAL_PAIR2) S(IKEEXT_CREDENTIALS2) \
    S(IKEEXT_SA_DETAILS2) S(IKEEXT_SA_ENUM_TEMPLATE0)
