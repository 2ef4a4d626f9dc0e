#include "samples.h"

#include <stdlib.h>
#include <string.h>

/* A block that is filled from its start. */
#define BLOCK_OCTETS 16384
struct block {
    uint8_t *base;
    size_t used;
};

static struct block new_block(void) {
    return (struct block) {fake_allocate(BLOCK_OCTETS), 0};
}

static void *make(struct block *b, size_t octets) {
    void *at = b->base + b->used;
    b->used += (octets + 7) & ~(size_t) 7;
    if (b->used > BLOCK_OCTETS) {
        abort();
    }
    return at;
}

#define MAKE(type) ((type *) make(b, sizeof(type)))
/* Members that point to what may not be changed are filled through this. */
#define NEW(type, ...) ((type *) memcpy(make(b, sizeof(type)), &(type) {__VA_ARGS__}, sizeof(type)))

static const GUID FOREIGN = {0xdecc16ca, 0x3f33, 0x4346, {0xbe, 0x1e, 0x8f, 0xb4, 0xae, 0x0f, 0x3d, 0x62}};

static GUID guid(uint32_t kind, uint32_t number) {
    return (GUID) {0xfa5e0000 + kind, 0x0102, 0x0304, {5, 6, 7, 8, 9, 10, (uint8_t) (number >> 8), (uint8_t) number}};
}

static UTF16 *text(struct block *b, const char *plain, uint32_t number) {
    size_t length = strlen(plain);
    UTF16 *made = make(b, (length + 4) * sizeof *made);
    for (size_t i = 0; i < length; i++) {
        made[i] = (UTF16) (uint8_t) plain[i];
    }
    made[length] = ' ';
    made[length + 1] = (UTF16) ('0' + number % 10);
    made[length + 2] = 0x20ac; /* one that is not ASCII */
    return made;
}

static FWP_BYTE_BLOB blob(struct block *b, uint32_t octets, uint32_t number) {
    uint8_t *data = make(b, octets);
    for (uint32_t i = 0; i < octets; i++) {
        data[i] = (uint8_t) (number * 16 + i);
    }
    return (FWP_BYTE_BLOB) {octets, data};
}

static FWPM_DISPLAY_DATA0 named(struct block *b, const char *name, uint32_t number) {
    return (FWPM_DISPLAY_DATA0) {text(b, name, number), text(b, "description of", number)};
}

static void put_address(uint8_t *address, uint32_t last) {
    static const uint8_t documentation[16] = {0x20, 0x01, 0x0d, 0xb8, 0xff};
    memcpy(address, documentation, 16);
    address[15] = (uint8_t) last;
}

/* Even numbers are IPv4, odd ones IPv6. */
#define IS_V6(number) ((number) % 2)
#define V4(last) (0xc6336400 + (last)) /* 198.51.100.0/24 */

static FWP_CONDITION_VALUE0 address_value(struct block *b, uint32_t last, int v6) {
    FWP_CONDITION_VALUE0 value = {0};
    if (v6) {
        FWP_V6_ADDR_AND_MASK *mask = MAKE(FWP_V6_ADDR_AND_MASK);
        put_address(mask->addr, last);
        mask->prefixLength = 128;
        value.type = FWP_V6_ADDR_MASK;
        value.v6AddrMask = mask;
    } else {
        value.type = FWP_V4_ADDR_MASK;
        value.v4AddrMask = NEW(FWP_V4_ADDR_AND_MASK, V4(last), 0xffffffff);
    }
    return value;
}

static FWP_VALUE0 weight(struct block *b, uint64_t number) {
    FWP_VALUE0 value = {.type = FWP_UINT64};
    value.uint64 = NEW(uint64_t, number);
    return value;
}

static void fill_FWP_VALUE0(struct block *b, FWP_VALUE0 *v, uint32_t number) {
    (void) b;
    (void) number;
    v->type = FWP_UINT32;
    v->uint32 = 1;
}

static void fill_FWPM_PROVIDER0(struct block *b, FWPM_PROVIDER0 *v, uint32_t number) {
    v->providerKey = FOREIGN;
    v->displayData = named(b, "provider", number);
    v->flags = FWPM_PROVIDER_FLAG_PERSISTENT;
    v->providerData = blob(b, 3, number);
    v->serviceName = text(b, "service", number);
}

static void fill_FWPM_SUBLAYER0(struct block *b, FWPM_SUBLAYER0 *v, uint32_t number) {
    v->subLayerKey = guid(1, number);
    v->displayData = named(b, "sublayer", number);
    v->providerKey = &FOREIGN;
    v->providerData = blob(b, 2, number);
    v->weight = (uint16_t) (0xff00 + number);
}

static void fill_FWPM_FILTER0(struct block *b, FWPM_FILTER0 *v, uint32_t number) {
    int v6 = IS_V6(number);
    FWPM_FILTER_CONDITION0 *conditions = make(b, 4 * sizeof *conditions);
    conditions[0] = (FWPM_FILTER_CONDITION0) {guid(2, 0), FWP_MATCH_EQUAL, address_value(b, 10 + number, v6)};
    conditions[1] = (FWPM_FILTER_CONDITION0) {guid(2, 1), FWP_MATCH_EQUAL, address_value(b, 20 + number, v6)};
    conditions[2] = (FWPM_FILTER_CONDITION0) {guid(2, 2), FWP_MATCH_RANGE, {.type = FWP_RANGE_TYPE}};
    FWP_RANGE0 *range = MAKE(FWP_RANGE0);
    range->valueLow.type = range->valueHigh.type = FWP_UINT16;
    range->valueLow.uint16 = 0x8000;
    range->valueHigh.uint16 = (uint16_t) (0x8000 + number);
    conditions[2].conditionValue.rangeValue = range;
    conditions[3] = (FWPM_FILTER_CONDITION0) {guid(2, 3), FWP_MATCH_FLAGS_ANY_SET, {.type = FWP_UINT32}};
    conditions[3].conditionValue.uint32 = 0x80000000 + number;

    v->filterKey = guid(3, number);
    v->displayData = named(b, "filter", number);
    v->flags = FWPM_FILTER_FLAG_INDEXED;
    v->providerKey = &FOREIGN;
    v->providerData = blob(b, 1, number);
    v->layerKey = guid(4, v6);
    v->subLayerKey = guid(1, number);
    v->weight = weight(b, 0x8000000000000000 + number);
    v->numFilterConditions = 4;
    v->filterCondition = conditions;
    v->action.type = FWP_ACTION_CALLOUT_TERMINATING;
    v->action.calloutKey = guid(5, number);
    if (v6) {
        v->flags |= FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT;
        v->providerContextKey = guid(6, number);
    } else {
        v->rawContext = 0x8000000000000002;
    }
    v->filterId = 0x123400000000 + number;
    v->effectiveWeight = weight(b, 0xfedc000000000000 + number);
}

static void fill_FWPM_PROVIDER_CONTEXT2(struct block *b, FWPM_PROVIDER_CONTEXT2 *v, uint32_t number) {
    v->providerContextKey = guid(6, number);
    v->displayData = named(b, "context", number);
    v->providerKey = &FOREIGN;
    v->providerData = blob(b, 2, number);
    v->providerContextId = 0x6600000000 + number;
    switch (number % 3) {
    case 0: {
        GUID *modules = make(b, 2 * sizeof *modules);
        modules[0] = guid(7, 0);
        modules[1] = guid(7, 1);
        v->type = FWPM_IPSEC_KEYING_CONTEXT;
        v->keyingPolicy = NEW(IPSEC_KEYING_POLICY1, 2, modules, IPSEC_KEYING_POLICY_FLAG_TERMINATING_MATCH);
        break;
    }
    case 1: {
        IPSEC_AUTH_AND_CIPHER_TRANSFORM0 *transform = MAKE(IPSEC_AUTH_AND_CIPHER_TRANSFORM0);
        transform->authTransform.authTransformId = (IPSEC_AUTH_TRANSFORM_ID0) {IPSEC_AUTH_SHA_256, 2};
        transform->cipherTransform.cipherTransformId = (IPSEC_CIPHER_TRANSFORM_ID0) {IPSEC_CIPHER_TYPE_AES_256, 5};
        IPSEC_SA_TRANSFORM0 *transforms = MAKE(IPSEC_SA_TRANSFORM0);
        transforms->ipsecTransformType = IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER;
        transforms->espAuthAndCipherTransform = transform;
        IPSEC_PROPOSAL0 *proposals =
                NEW(IPSEC_PROPOSAL0, {3600, 100000, 0x7fffffff}, 1, transforms, IPSEC_PFS_2048);
        v->type = FWPM_IPSEC_IKE_QM_TRANSPORT_CONTEXT;
        v->ikeQmTransportPolicy =
                NEW(IPSEC_TRANSPORT_POLICY2, 1, proposals, IPSEC_POLICY_FLAG_DONT_NEGOTIATE_BYTE_LIFETIME, 0, {300, 60}, NULL);
        break;
    }
    default: {
        IKEEXT_PROPOSAL0 *proposals = NEW(IKEEXT_PROPOSAL0, {IKEEXT_CIPHER_AES_256, 32, 14}, {IKEEXT_INTEGRITY_SHA_256},
                28800, IKEEXT_DH_GROUP_2048, 0);
        v->type = FWPM_IPSEC_IKE_MM_CONTEXT;
        v->ikeMmPolicy = NEW(IKEEXT_POLICY2, 28000, 0, NULL, IKEEXT_IMPERSONATION_NONE, 1, proposals,
                IKEEXT_POLICY_FLAG_ENABLE_OPTIONAL_DH, 7, 40);
    }
    }
}

static void fill_traffic(IPSEC_TRAFFIC1 *v, uint32_t number) {
    v->ipVersion = IS_V6(number) ? FWP_IP_VERSION_V6 : FWP_IP_VERSION_V4;
    if (IS_V6(number)) {
        put_address(v->localV6Address, 30 + number);
        put_address(v->remoteV6Address, 40 + number);
    } else {
        v->localV4Address = V4(30 + number);
        v->remoteV4Address = V4(40 + number);
    }
    v->trafficType = IPSEC_TRAFFIC_TYPE_TRANSPORT;
    v->ipsecFilterId = 0x123400000000 + number;
    v->remotePort = 65535;
    v->localPort = 32768;
    v->ipProtocol = 200;
    v->localIfLuid = 0x6000000000000 + number;
    v->realIfProfileId = 9;
}

static IPSEC_SA_DETAILS1 *details(struct block *b, uint32_t number, uint32_t direction) {
    IPSEC_SA_DETAILS1 *v = MAKE(IPSEC_SA_DETAILS1);
    v->ipVersion = IS_V6(number) ? FWP_IP_VERSION_V6 : FWP_IP_VERSION_V4;
    v->saDirection = direction;
    fill_traffic(&v->traffic, number);
    IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0 *transforms = MAKE(IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0);
    transforms->saCipherInformation.cipherTransform.cipherTransformId =
            (IPSEC_CIPHER_TRANSFORM_ID0) {IPSEC_CIPHER_TYPE_AES_256, 8};
    transforms->saAuthInformation.authTransform.authTransformId = (IPSEC_AUTH_TRANSFORM_ID0) {IPSEC_AUTH_AES_256, 5};
    IPSEC_SA0 *sa = MAKE(IPSEC_SA0);
    sa->spi = 0xf0000000 + 16 * number + direction;
    sa->saTransformType = IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER;
    sa->espAuthAndCipherInformation = transforms;
    v->saBundle.flags = IPSEC_SA_BUNDLE_FLAG_SUPPRESS_DUPLICATE_DELETION;
    v->saBundle.lifetime = (IPSEC_SA_LIFETIME0) {3600 + number, 7, 8};
    v->saBundle.qmSaId = 0x90000000 + number;
    v->saBundle.numSAs = 1;
    v->saBundle.saList = sa;
    v->saBundle.ipVersion = v->ipVersion;
    v->saBundle.mmSaId = 0x700000000 + number;
    v->saBundle.qmFilterId = 0x800000000 + number;
    if (!IS_V6(number)) {
        v->udpEncapsulation = NEW(IPSEC_V4_UDP_ENCAPSULATION0, 4500, (uint16_t) (40000 + number));
    }
    FWPM_FILTER0 *filter = MAKE(FWPM_FILTER0);
    fill_FWPM_FILTER0(b, filter, number);
    v->transportFilter = filter;
    return v;
}

static void fill_IPSEC_SA_CONTEXT1(struct block *b, IPSEC_SA_CONTEXT1 *v, uint32_t number) {
    v->saContextId = 0x5a00000000 + number;
    v->inboundSa = details(b, number, FWP_DIRECTION_INBOUND);
    v->outboundSa = number % 3 == 2 ? NULL : details(b, number, FWP_DIRECTION_OUTBOUND);
}

static void fill_IKEEXT_SA_DETAILS2(struct block *b, IKEEXT_SA_DETAILS2 *v, uint32_t number) {
    v->saId = 0x1e00000000 + number;
    v->keyModuleType = number % 2 ? IKEEXT_KEY_MODULE_IKEV2 : IKEEXT_KEY_MODULE_IKE;
    v->ipVersion = IS_V6(number) ? FWP_IP_VERSION_V6 : FWP_IP_VERSION_V4;
    v->ikeTraffic.ipVersion = v->ipVersion;
    if (IS_V6(number)) {
        put_address(v->ikeTraffic.localV6Address, 50 + number);
        put_address(v->ikeTraffic.remoteV6Address, 60 + number);
    } else {
        v->ikeTraffic.localV4Address = V4(50 + number);
        v->ikeTraffic.remoteV4Address = V4(60 + number);
        v->v4UdpEncapsulation = NEW(IPSEC_V4_UDP_ENCAPSULATION0, 4500, 4501);
    }
    v->ikeProposal = (IKEEXT_PROPOSAL0) {{IKEEXT_CIPHER_AES_128, 16, 10}, {IKEEXT_INTEGRITY_SHA1}, 480, IKEEXT_DH_ECP_256, 5};
    v->cookiePair = (IKEEXT_COOKIE_PAIR0) {0x8877665544332211 + number, 0x1122334455667788 + number};
    IKEEXT_CREDENTIAL_PAIR2 *pair = MAKE(IKEEXT_CREDENTIAL_PAIR2);
    pair->localCredentials.authenticationMethodType = IKEEXT_CERTIFICATE;
    IKEEXT_CERTIFICATE_CREDENTIAL1 *certificate = MAKE(IKEEXT_CERTIFICATE_CREDENTIAL1);
    certificate->subjectName = blob(b, 5, number);
    certificate->certHash = blob(b, 20, number);
    pair->localCredentials.certificate = certificate;
    pair->peerCredentials.authenticationMethodType = IKEEXT_KERBEROS;
    pair->peerCredentials.name = NEW(IKEEXT_NAME_CREDENTIAL0, text(b, "peer", number));
    v->ikeCredentials = (IKEEXT_CREDENTIALS2) {1, pair};
    v->ikePolicyKey = guid(8, number);
    v->correlationKey = blob(b, 4, number);
}

#define ALL_SET 0x3ff
static void put_header(struct block *b, void *header, uint32_t number, int version) {
    /* What both headers begin with lies alike in them. */
    FWPM_NET_EVENT_HEADER1 *v = header;
    v->timeStamp = (FILETIME) {0xd53e8000 + number, 0x019db1de};
    v->flags = ALL_SET & ~FWPM_NET_EVENT_FLAG_USER_ID_SET;
    v->ipVersion = IS_V6(number) ? FWP_IP_VERSION_V6 : FWP_IP_VERSION_V4;
    v->ipProtocol = 17;
    if (IS_V6(number)) {
        put_address(v->localAddrV6, 70 + number);
        put_address(v->remoteAddrV6, 80 + number);
    } else {
        v->localAddrV4 = V4(70 + number);
        v->remoteAddrV4 = V4(80 + number);
    }
    v->localPort = 65000;
    v->remotePort = (uint16_t) (40000 + number);
    v->scopeId = number;
    v->appId = blob(b, 6, number);
    if (version == 2) {
        ((FWPM_NET_EVENT_HEADER2 *) header)->addressFamily = IS_V6(number) ? FWP_AF_INET6 : FWP_AF_INET;
    }
}

static const UTF16 *const *groups(struct block *b, uint32_t number) {
    const UTF16 **list = make(b, 2 * sizeof *list);
    list[0] = text(b, "S-1-1", number);
    list[1] = text(b, "S-1-2", number);
    return list;
}

/* The payload, which both versions have except where drops differ. */
static const void *payload(struct block *b, uint32_t number, int version) {
    switch (number % SAMPLE_EVENT_TYPES) {
    case FWPM_NET_EVENT_TYPE_IKEEXT_MM_FAILURE:
        return NEW(FWPM_NET_EVENT_IKEEXT_MM_FAILURE1, 13801, IPSEC_FAILURE_PEER, 1, IKEEXT_KEY_MODULE_IKEV2,
                IKEEXT_MM_SA_STATE_SA_SENT, IKEEXT_SA_ROLE_RESPONDER, IKEEXT_CERTIFICATE, {1, 2, 3, number}, 0x1100000000, 0x1200000000,
                text(b, "local", number), text(b, "remote", number), 2, groups(b, number), 0, NULL);
    case FWPM_NET_EVENT_TYPE_IKEEXT_QM_FAILURE:
        return NEW(FWPM_NET_EVENT_IKEEXT_QM_FAILURE0, 13868, IPSEC_FAILURE_ME, IKEEXT_KEY_MODULE_IKE,
                IKEEXT_QM_SA_STATE_INITIAL, IKEEXT_SA_ROLE_INITIATOR, IPSEC_TRAFFIC_TYPE_TRANSPORT,
                address_value(b, 90, 0), address_value(b, 91, 1), 0x1300000000);
    case FWPM_NET_EVENT_TYPE_IKEEXT_EM_FAILURE:
        return NEW(FWPM_NET_EVENT_IKEEXT_EM_FAILURE1, 13819, IPSEC_FAILURE_ME, 2, IKEEXT_EM_SA_STATE_SSPI_SENT,
                IKEEXT_SA_ROLE_INITIATOR, IKEEXT_KERBEROS, {4, 5, 6, number}, 0x1400000000, 0x1500000000,
                text(b, "local", number), NULL, 0, NULL, 2, groups(b, number), IPSEC_TRAFFIC_TYPE_TUNNEL);
    case FWPM_NET_EVENT_TYPE_CLASSIFY_DROP: {
        FWPM_NET_EVENT_CLASSIFY_DROP2 *drop = MAKE(FWPM_NET_EVENT_CLASSIFY_DROP2);
        *drop = (FWPM_NET_EVENT_CLASSIFY_DROP2) {.filterId = 0x123400000001, .layerId = 40000, .reauthReason = 1,
                .originalProfile = 2, .currentProfile = 3, .msFwpDirection = 0x3901, .isLoopback = 1};
        if (version == 2) {
            drop->vSwitchId = blob(b, 3, number);
            drop->vSwitchSourcePort = 77;
            drop->vSwitchDestinationPort = 78;
        }
        return drop;
    }
    case FWPM_NET_EVENT_TYPE_IPSEC_KERNEL_DROP:
        return NEW(FWPM_NET_EVENT_IPSEC_KERNEL_DROP0, 0xc0000413, FWP_DIRECTION_INBOUND, 0xf0000001, 0x123400000002, 50000);
    default:
        return NULL; /* of a type that nobody reads here */
    }
}

static void fill_FWPM_NET_EVENT1(struct block *b, FWPM_NET_EVENT1 *v, uint32_t number) {
    put_header(b, &v->header, number, 1);
    v->type = number % SAMPLE_EVENT_TYPES;
    v->idpDrop = payload(b, number, 1);
}

static void fill_FWPM_NET_EVENT2(struct block *b, FWPM_NET_EVENT2 *v, uint32_t number) {
    put_header(b, &v->header, number, 2);
    v->type = number % SAMPLE_EVENT_TYPES;
    v->idpDrop = payload(b, number, 2);
}

void sample_IPSEC_STATISTICS1(IPSEC_STATISTICS1 *statistics) {
    memset(statistics, 0, sizeof *statistics);
    statistics->aggregateSaStatistics.activeSas = 0x80000001;
    statistics->aggregateSaStatistics.totalSasDeleted = 4;
    statistics->aggregateSaStatistics.offloadedSas = 7;
    statistics->espDropPacketStatistics = (IPSEC_ESP_DROP_PACKET_STATISTICS0) {11, 12, 13, 14, 15};
    statistics->ahDropPacketStatistics = (IPSEC_AH_DROP_PACKET_STATISTICS0) {21, 22, 23, 24};
    statistics->aggregateDropPacketStatistics =
            (IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1) {31, 32, 33, 34, 35, 36, 37, 38, 39, 40};
    statistics->inboundTrafficStatistics = (IPSEC_TRAFFIC_STATISTICS1) {0x8000000000000001, 2, 3, 4, 5, 6, 7};
    statistics->outboundTrafficStatistics = (IPSEC_TRAFFIC_STATISTICS1) {8, 9, 10, 11, 12, 13, 14};
}

#define DEFINE_SAMPLE(name) \
    name *sample_##name(uint32_t number) { \
        struct block block = new_block(), *b = &block; \
        name *v = MAKE(name); \
        fill_##name(b, v, number); \
        return v; \
    } \
    name **samples_##name(uint32_t first, uint32_t count) { \
        struct block block = new_block(), *b = &block; \
        name **list = make(b, count * sizeof *list); \
        for (uint32_t i = 0; i < count; i++) { \
            list[i] = MAKE(name); \
            fill_##name(b, list[i], first + i); \
        } \
        return list; \
    }
SAMPLED(DEFINE_SAMPLE)
