#include "reference.h"

/* Enumerators that mingw lacks. */
#define IKEV2_QM_TRANSPORT_CONTEXT 12
#define CIPHER_AES_GCM_256 6

static UINT64 id;

static void add(HANDLE engine, int number, UINT32 type, void *policy) {
    wchar_t description[32];
    wcscpy(description, L"of type 0");
    if (type >= 10) {
        wcscat(description, L"0");
        description[8] = L'1';
    }
    description[wcslen(description) - 1] = (wchar_t) (L'0' + type % 10);
    FWPM_PROVIDER_CONTEXT2 context = {guid(number), {L"context", description}, FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT,
            &provider_key, octets(4, number), type, policy, 0};
    OK(FwpmProviderContextAdd2(engine, &context, NULL, &id));
}

static void preshared_key(HANDLE engine) {
    IKEEXT_AUTHENTICATION_METHOD2 method = {.authenticationMethodType = IKEEXT_PRESHARED_KEY,
            .presharedKeyAuthentication = {octets(23, 0x21), IKEEXT_PSK_FLAG_REMOTE_AUTH_ONLY}};
    IKEEXT_PROPOSAL0 proposals[] = {
            {{IKEEXT_CIPHER_AES_256, 32, 14}, {IKEEXT_INTEGRITY_SHA_384}, 28800, IKEEXT_DH_ECP_384, 9},
            {{IKEEXT_CIPHER_3DES, 0, 0}, {IKEEXT_INTEGRITY_SHA1}, 0x80000000, IKEEXT_DH_GROUP_2, 0}};
    IKEEXT_POLICY2 policy = {3000, 1, &method, IKEEXT_IMPERSONATION_SOCKET_PRINCIPAL, 2, proposals,
            0x80000000 | IKEEXT_POLICY_FLAG_MOBIKE_NOT_SUPPORTED, 11, 60};
    add(engine, 0x41, FWPM_IPSEC_IKE_MM_CONTEXT, &policy);
}

static void certificates(HANDLE engine) {
    IKEEXT_CERT_NAME0 name = {IKEEXT_CERT_CRITERIA_CN, L"h\u00f3st"};
    IKEEXT_CERTIFICATE_CRITERIA0 criteria[] = {
            {octets(30, 0x30), octets(20, 0xa0), NULL, &name, IKEEXT_CERT_FLAG_INTERMEDIATE_CA},
            {.certData = octets(12, 0x60)}};
    IKEEXT_CERTIFICATE_CRITERIA0 any = {.flags = 0};
    IKEEXT_AUTHENTICATION_METHOD2 methods[] = {
            {.authenticationMethodType = IKEEXT_CERTIFICATE,
                    .certificateAuthentication = {.inboundConfigType = IKEEXT_CERT_CONFIG_EXPLICIT_TRUST_LIST,
                            .inboundRootArraySize = 2, .inboundRootCriteria = criteria,
                            .outboundConfigType = IKEEXT_CERT_CONFIG_ENTERPRISE_STORE,
                            .outboundEnterpriseStoreArraySize = 1, .outboundEnterpriseStoreCriteria = criteria,
                            .flags = IKEEXT_CERT_AUTH_ENABLE_CRL_CHECK_STRONG}},
            {.authenticationMethodType = IKEEXT_CERTIFICATE_ECDSA_P384,
                    .certificateAuthentication = {.inboundConfigType = IKEEXT_CERT_CONFIG_TRUSTED_ROOT_STORE,
                            .inboundRootStoreArraySize = 1, .inboundTrustedRootStoreCriteria = &any,
                            .outboundConfigType = IKEEXT_CERT_CONFIG_UNSPECIFIED}}};
    IKEEXT_PROPOSAL0 proposal = {{CIPHER_AES_GCM_256, 0, 0}, {IKEEXT_INTEGRITY_SHA_384}, 3600, IKEEXT_DH_ECP_384, 0};
    IKEEXT_POLICY2 policy = {.numAuthenticationMethods = 2, .authenticationMethods = methods, .numIkeProposals = 1,
            .ikeProposals = &proposal, .flags = 0x80};
    add(engine, 0x42, FWPM_IPSEC_IKEV2_MM_CONTEXT, &policy);
}

static void quick_mode(HANDLE engine) {
    IPSEC_AUTH_AND_CIPHER_TRANSFORM0 pairs[] = {
            {{{IPSEC_AUTH_AES_256, IPSEC_AUTH_CONFIG_GCM_AES_256}, NULL},
                    {{IPSEC_CIPHER_TYPE_AES_256, IPSEC_CIPHER_CONFIG_GCM_AES_256}, NULL}},
            {{{IPSEC_AUTH_SHA_256, IPSEC_AUTH_CONFIG_HMAC_SHA_256_128}, NULL},
                    {{IPSEC_CIPHER_TYPE_AES_128, IPSEC_CIPHER_CONFIG_CBC_AES_128}, NULL}},
            {{{IPSEC_AUTH_SHA_1, IPSEC_AUTH_CONFIG_HMAC_SHA_1_96}, NULL},
                    {{IPSEC_CIPHER_TYPE_3DES, IPSEC_CIPHER_CONFIG_CBC_3DES}, NULL}}};
    IPSEC_SA_TRANSFORM0 transforms[3];
    for (int i = 0; i < 3; i++) {
        transforms[i].ipsecTransformType = IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER;
        transforms[i].espAuthAndCipherTransform = &pairs[i];
    }
    IPSEC_PROPOSAL0 proposals[] = {{{3600, 100000, 0x7fffffff}, 1, transforms, IPSEC_PFS_ECP_384},
            {{300, 0, 0}, 2, transforms + 1, IPSEC_PFS_NONE}};
    IPSEC_TRANSPORT_POLICY2 policy = {2, proposals, IPSEC_POLICY_FLAG_NAT_ENCAP_ALLOW_PEER_BEHIND_NAT | 0x80000000,
            0x80000001, {300, 60}, NULL};
    add(engine, 0x43, FWPM_IPSEC_IKE_QM_TRANSPORT_CONTEXT, &policy);
    add(engine, 0x44, IKEV2_QM_TRANSPORT_CONTEXT, &policy);
}

static void show_ike_sas(HANDLE engine) {
    HANDLE all;
    IKEEXT_SA_DETAILS2 **entries;
    UINT32 count;
    OK(IkeextSaCreateEnumHandle0(engine, NULL, &all));
    OK(IkeextSaEnum2(engine, all, 256, &entries, &count));
    entries = keep(entries);
    OK(IkeextSaDestroyEnumHandle0(engine, all));
    for (UINT32 i = 0; i < count; i++) {
        /* What the SDK does not read. */
        entries[i]->ikeCredentials = (IKEEXT_CREDENTIALS2) {0, NULL};
        entries[i]->correlationKey = (FWP_BYTE_BLOB) {0, NULL};
        fake_show("IKEEXT_SA_DETAILS2", entries[i]);
    }
}

void contexts(HANDLE engine) {
    GUID modules[] = {parse(KEYING_MODULE_IKE), parse(KEYING_MODULE_IKEV2)};
    IPSEC_KEYING_POLICY1 keying = {2, modules, 1};
    add(engine, 0x40, FWPM_IPSEC_KEYING_CONTEXT, &keying);
    preshared_key(engine);
    certificates(engine);
    quick_mode(engine);

    HANDLE all;
    FWPM_PROVIDER_CONTEXT2 **entries;
    UINT32 count;
    OK(FwpmProviderContextCreateEnumHandle0(engine, NULL, &all));
    OK(FwpmProviderContextEnum2(engine, all, 256, &entries, &count));
    entries = keep(entries);
    OK(FwpmProviderContextDestroyEnumHandle0(engine, all));
    for (UINT32 i = 0; i < count; i++) {
        OK(FwpmProviderContextAdd2(engine, entries[i], NULL, &id));
    }
    GUID key = guid(0x40);
    OK(FwpmProviderContextDeleteByKey0(engine, &key));
    show_ike_sas(engine);
    OK(IkeextSaDeleteById0(engine, 0x8000000000000008));
}
