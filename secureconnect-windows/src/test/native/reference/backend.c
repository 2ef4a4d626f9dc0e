#include "reference.h"

/* The plan of the filters of a protected path that survives reboots: docs/adr/0009-windows-filter-plan.md. */
#define PROVIDER "57240125-e70a-4f0a-8387-07b43f6e667a"
#define GUARD "e8ed59ee-67fe-497a-ae5c-2cb0da211ec0"
#define TRANSPORT "ad9adb39-8b42-4d97-85ae-22c6873bed6a"

enum direction { OUTWARD, INWARD };
enum about { PATH, NOT_SECURED, ESP };

struct role {
    const char *word;
    enum direction direction;
    const char *sublayer;
    UINT8 weight;
    FWP_ACTION_TYPE action;
    UINT32 flags;
    enum about about;
};

static const struct role roles[] = {
        {"block-outbound", OUTWARD, TRANSPORT, 1, FWP_ACTION_BLOCK, 1, PATH},
        {"block-inbound", INWARD, TRANSPORT, 1, FWP_ACTION_BLOCK, 1, PATH},
        {"clear-inbound", INWARD, GUARD, 1, FWP_ACTION_BLOCK, 1, NOT_SECURED},
        {"esp-guard-outbound", OUTWARD, GUARD, 15, FWP_ACTION_PERMIT, 1, ESP},
        {"esp-guard-inbound", INWARD, GUARD, 15, FWP_ACTION_PERMIT, 1, ESP},
        {"esp-outbound", OUTWARD, TRANSPORT, 15, FWP_ACTION_PERMIT, 1, ESP},
        {"esp-inbound", INWARD, TRANSPORT, 15, FWP_ACTION_PERMIT, 1, ESP},
        {"boot-outbound", OUTWARD, TRANSPORT, 1, FWP_ACTION_BLOCK, 2, PATH},
        {"boot-inbound", INWARD, TRANSPORT, 1, FWP_ACTION_BLOCK, 2, PATH},
        {"gate-outbound", OUTWARD, GUARD, 1, FWP_ACTION_BLOCK, 0, PATH},
        {"callout-inbound", INWARD, TRANSPORT, 8, FWP_ACTION_CALLOUT_TERMINATING, 0, PATH},
        {"callout-outbound", OUTWARD, TRANSPORT, 8, FWP_ACTION_CALLOUT_TERMINATING, 0, PATH}};
#define ROLES 12
#define GATE 9
#define CALLOUT_IN 10
#define CALLOUT_OUT 11

/* A path, and the keys of its filters in the order of the roles. */
struct path {
    const char *local, *remote;
    FWP_IP_VERSION version;
    UINT32 local4, remote4;
    FWP_BYTE_ARRAY16 local6, remote6;
    const char *keys[ROLES];
};

static struct path v4 = {"192.0.2.1", "198.51.100.7", FWP_IP_VERSION_V4, 0xc0000201, 0xc6336407, {{0}}, {{0}},
        {"33215972-b9da-5a7b-8e76-3edbbe2b9ebd", "d7bc73b9-c96c-517d-9b18-44a6efd9f0da",
                "74bcedb7-7f71-5e29-9d43-b7115377f54c", "beda772d-0cb1-595a-beb2-0a20239d5039",
                "9dbb3964-f45b-58de-ac3a-75515f6fe576", "e4d96b17-4873-5a19-aa72-0b02aeb82df6",
                "fd1bdabe-8eba-561e-aa6a-a2cfb19b26f6", "472e815e-80d3-5e85-ba64-86cd1c1c3ad5",
                "67c81b79-11cd-54a1-ab50-b1fa10a12bac", "32c9c6a1-c220-5ac0-b325-11d472edec1f",
                "eb5fba73-6a56-581e-bbf3-9d32f5da7169", "dfe914b3-8abc-50aa-9ddc-e125dedb8ad8"}};
static struct path v6 = {"2001:db8::1", "2001:db8:1::7", FWP_IP_VERSION_V6, 0, 0,
        {{0x20, 0x01, 0x0d, 0xb8, [15] = 1}}, {{0x20, 0x01, 0x0d, 0xb8, 0x00, 0x01, [15] = 7}},
        {"405a4e6c-8d5c-5a62-8ae7-efa80fcf9815", "1337c203-127b-57ce-ac79-70943ce5e51a",
                "c3f5fb0e-a54c-5f64-a5b6-b6d92daeede0", "c4f95940-0130-543a-9ff8-82b0d608eb59",
                "9c2475a2-81ed-51cd-9dc2-3648fc7bbbcf", "4312247f-84d0-53a2-bf86-2eb75eed2577",
                "5371cd41-5e48-5f8b-8f30-95313bf6b5c9", "b60663fd-b028-5785-9f1a-5069ddc35cfb",
                "16e115bc-f517-53bd-8d4e-fe81f065ccb9", "6c15574b-38d3-53db-a4e3-4a2ac411be2f",
                "d164f4b7-0e73-5ef6-ad41-ebe0db5f0296", "6de1fe38-ad94-5968-8217-b026263e0b52"}};

static HANDLE engine;

static void begin(void) {
    OK(FwpmTransactionBegin0(engine, 0));
}

static void commit(void) {
    OK(FwpmTransactionCommit0(engine));
}

static GUID layer(enum direction direction, FWP_IP_VERSION version) {
    int six = version == FWP_IP_VERSION_V6;
    return parse(direction == INWARD ? six ? INBOUND_TRANSPORT_V6 : INBOUND_TRANSPORT_V4
                                 : six ? OUTBOUND_TRANSPORT_V6 : OUTBOUND_TRANSPORT_V4);
}

static GUID callout(enum direction direction, FWP_IP_VERSION version) {
    int six = version == FWP_IP_VERSION_V6;
    return parse(direction == INWARD ? six ? IPSEC_INBOUND_TRANSPORT_V6 : IPSEC_INBOUND_TRANSPORT_V4
                                 : six ? IPSEC_OUTBOUND_TRANSPORT_V6 : IPSEC_OUTBOUND_TRANSPORT_V4);
}

static FWP_CONDITION_VALUE0 address(FWP_IP_VERSION version, UINT32 four, FWP_BYTE_ARRAY16 *six) {
    FWP_CONDITION_VALUE0 value = {.type = version == FWP_IP_VERSION_V4 ? FWP_UINT32 : FWP_BYTE_ARRAY16_TYPE};
    if (version == FWP_IP_VERSION_V4) {
        value.uint32 = four;
    } else {
        value.byteArray16 = six;
    }
    return value;
}

static void add(struct path *path, int number) {
    const struct role *role = &roles[number];
    GUID provider = parse(PROVIDER);
    wchar_t name[64], description[128];
    char data[256];
    _snwprintf(name, 64, L"SecureConnect %hs", role->word);
    _snwprintf(description, 128, L"%hs<->%hs", path->local, path->remote);
    UINT32 octets = (UINT32) sprintf(data, "secureconnect/1 path %s %s %s", path->local, path->remote, role->word);

    FWPM_FILTER_CONDITION0 conditions[3] = {
            {parse(IP_LOCAL_ADDRESS), FWP_MATCH_EQUAL, address(path->version, path->local4, &path->local6)},
            {parse(IP_REMOTE_ADDRESS), FWP_MATCH_EQUAL, address(path->version, path->remote4, &path->remote6)}};
    if (role->about == NOT_SECURED) {
        conditions[2] = (FWPM_FILTER_CONDITION0) {parse(FLAGS), FWP_MATCH_FLAGS_NONE_SET,
                {FWP_UINT32, {.uint32 = FWP_CONDITION_FLAG_IS_IPSEC_SECURED}}};
    } else if (role->about == ESP) {
        conditions[2] = (FWPM_FILTER_CONDITION0) {parse(IP_PROTOCOL), FWP_MATCH_EQUAL, {FWP_UINT8, {.uint8 = 50}}};
    }
    FWPM_FILTER0 filter = {.filterKey = parse(path->keys[number]), .displayData = {name, description},
            .flags = role->flags, .providerKey = &provider, .providerData = {octets, (UINT8 *) data},
            .layerKey = layer(role->direction, path->version), .subLayerKey = parse(role->sublayer),
            .weight = {FWP_UINT8, {.uint8 = role->weight}}, .numFilterConditions = role->about == PATH ? 2 : 3,
            .filterCondition = conditions, .action = {.type = role->action},
            .rawContext = number == CALLOUT_OUT ? 2 : 0};
    if (role->action == FWP_ACTION_CALLOUT_TERMINATING) {
        filter.action.calloutKey = callout(role->direction, path->version);
    }
    UINT64 id;
    OK(FwpmFilterAdd0(engine, &filter, NULL, &id));
}

static void delete(struct path *path, int number) {
    GUID key = parse(path->keys[number]);
    OK(FwpmFilterDeleteByKey0(engine, &key));
}

static void add_owners(void) {
    FWPM_PROVIDER0 provider = {parse(PROVIDER), {L"SecureConnect", L"transport-mode ESP between hosts by policy"},
            FWPM_PROVIDER_FLAG_PERSISTENT, {15, (UINT8 *) "secureconnect/1"}, NULL};
    FWPM_SUBLAYER0 guard = {.subLayerKey = parse(GUARD), .flags = FWPM_SUBLAYER_FLAG_PERSISTENT,
            .displayData = {L"SecureConnect guard", L"blocks that hold without the IPsec callouts"},
            .providerKey = &provider.providerKey, .weight = 0xf000};
    FWPM_SUBLAYER0 transport = {.subLayerKey = parse(TRANSPORT), .flags = FWPM_SUBLAYER_FLAG_PERSISTENT,
            .displayData = {L"SecureConnect transport", L"the IPsec callouts, and blocks below them"},
            .providerKey = &provider.providerKey, .weight = 0};
    OK(FwpmProviderAdd0(engine, &provider, NULL));
    OK(FwpmSubLayerAdd0(engine, &guard, NULL));
    OK(FwpmSubLayerAdd0(engine, &transport, NULL));
}

static void remove_owners(void) {
    GUID provider = parse(PROVIDER), guard = parse(GUARD), transport = parse(TRANSPORT);
    begin();
    OK(FwpmSubLayerDeleteByKey0(engine, &guard));
    OK(FwpmSubLayerDeleteByKey0(engine, &transport));
    OK(FwpmProviderDeleteByKey0(engine, &provider));
    commit();
}

/* An SA context, what it is for, and what the filter engine and keying chose for it. */
struct context {
    struct path *path;
    UINT64 id, inbound_filter, outbound_filter;
    IPSEC_SA_SPI inbound_spi, outbound_spi;
    UINT32 qm_sa_id;
    int first_key; /* which of the keys, from 1 on, that begin with 0x11, 0x22 and so on */
    int udp;
};

static IPSEC_TRAFFIC1 traffic(const struct context *c, UINT64 filter) {
    IPSEC_TRAFFIC1 traffic = {.ipVersion = c->path->version, .ipsecFilterId = filter};
    if (c->path->version == FWP_IP_VERSION_V4) {
        traffic.localV4Address = c->path->local4;
        traffic.remoteV4Address = c->path->remote4;
    } else {
        memcpy(traffic.localV6Address, &c->path->local6, 16);
        memcpy(traffic.remoteV6Address, &c->path->remote6, 16);
    }
    return traffic;
}

struct sa {
    IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0 transforms;
    IPSEC_SA0 sa;
    IPSEC_SA_BUNDLE1 bundle;
};

/* AES-GCM has one key in both places; AES-CBC two. Key 0: without keys, as they are read. */
static void fill(struct sa *s, const struct context *c, enum direction direction, int key) {
    int gcm = c->path->version == FWP_IP_VERSION_V4;
    memset(s, 0, sizeof *s);
    s->transforms.saCipherInformation.cipherTransform.cipherTransformId.cipherType = IPSEC_CIPHER_TYPE_AES_256;
    s->transforms.saCipherInformation.cipherTransform.cipherTransformId.cipherConfig =
            gcm ? IPSEC_CIPHER_CONFIG_GCM_AES_256 : IPSEC_CIPHER_CONFIG_CBC_AES_256;
    s->transforms.saAuthInformation.authTransform.authTransformId.authType = gcm ? IPSEC_AUTH_AES_256 : IPSEC_AUTH_SHA_256;
    s->transforms.saAuthInformation.authTransform.authTransformId.authConfig =
            gcm ? IPSEC_AUTH_CONFIG_GCM_AES_256 : IPSEC_AUTH_CONFIG_HMAC_SHA_256_128;
    if (key) {
        s->transforms.saCipherInformation.cipherKey = octets(gcm ? 36 : 32, 0x11 * key);
        s->transforms.saAuthInformation.authKey = octets(gcm ? 36 : 32, 0x11 * (gcm ? key : key + 1));
    }
    s->sa.spi = direction == INWARD ? c->inbound_spi : c->outbound_spi;
    s->sa.saTransformType = IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER;
    s->sa.espAuthAndCipherInformation = &s->transforms;
    s->bundle.flags = direction == INWARD ? 0 : IPSEC_SA_BUNDLE_FLAG_SUPPRESS_DUPLICATE_DELETION;
    if (direction == OUTWARD && c->udp) {
        s->bundle.flags |= IPSEC_SA_BUNDLE_FLAG_ASSUME_UDP_CONTEXT_OUTBOUND;
    }
    s->bundle.lifetime.lifetimeSeconds = 3660; /* a minute more than the SDK's own */
    s->bundle.qmSaId = c->qm_sa_id;
    s->bundle.numSAs = 1;
    s->bundle.saList = &s->sa;
    s->bundle.ipVersion = c->path->version;
}

/* mingw ends the structure 8 octets too early. */
struct details {
    IPSEC_SA_DETAILS1 details;
    UINT64 rest;
};

static void move_into_udp(const struct context *c) {
    struct details in = {.rest = 0}, out = {.rest = 0};
    struct sa inbound, outbound;
    IPSEC_V4_UDP_ENCAPSULATION0 ports = {24500, 4500};
    fill(&inbound, c, INWARD, 0);
    fill(&outbound, c, OUTWARD, 0);
    in.details.saDirection = FWP_DIRECTION_INBOUND;
    in.details.traffic = traffic(c, c->inbound_filter);
    in.details.saBundle = inbound.bundle;
    in.details.udpEncapsulation = &ports;
    out.details.saDirection = FWP_DIRECTION_OUTBOUND;
    out.details.traffic = traffic(c, c->outbound_filter);
    out.details.saBundle = outbound.bundle;
    out.details.udpEncapsulation = &ports;
    IPSEC_SA_CONTEXT1 context = {c->id, &in.details, &out.details};
    OK(IPsecSaContextUpdate0(engine, IPSEC_SA_DETAILS_UPDATE_UDP_ENCAPSULATION, &context));
}

static void install(const struct context *c) {
    IPSEC_TRAFFIC1 outbound = traffic(c, c->outbound_filter);
    UINT64 id;
    IPSEC_SA_SPI spi;
    OK(IPsecSaContextCreate1(engine, &outbound, NULL, NULL, &id));
    IPSEC_GETSPI1 request = {.inboundIpsecTraffic = traffic(c, c->inbound_filter), .ipVersion = c->path->version};
    OK(IPsecSaContextGetSpi1(engine, c->id, &request, &spi));
    struct sa sa;
    fill(&sa, c, INWARD, c->first_key);
    OK(IPsecSaContextAddInbound1(engine, c->id, &sa.bundle));
    fill(&sa, c, OUTWARD, c->first_key + (c->path->version == FWP_IP_VERSION_V4 ? 1 : 2));
    OK(IPsecSaContextAddOutbound1(engine, c->id, &sa.bundle));
    if (c->udp) {
        move_into_udp(c);
    }
}

static void add_callouts(struct path *path) {
    begin();
    add(path, CALLOUT_IN);
    add(path, CALLOUT_OUT);
    commit();
}

static void open_gate(struct path *path) {
    begin();
    delete(path, GATE);
    commit();
}

static void close_gate(struct path *path) {
    begin();
    add(path, GATE);
    commit();
}

static void remove_context(UINT64 id) {
    OK(IPsecSaContextExpire0(engine, id));
    OK(IPsecSaContextDeleteById0(engine, id));
}

static void remove_callouts(struct path *path) {
    begin();
    delete(path, CALLOUT_IN);
    delete(path, CALLOUT_OUT);
    commit();
}

static void unprotect(struct path *path) {
    static const int order[] = {1, 2, 4, 6, 8, 0, 3, 5, 7, GATE};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        delete(path, order[i]);
    }
}

void backend(void) {
    FWPM_SESSION0 session = {.displayData = {L"SecureConnect", L"protected paths and SAs"}, .txnWaitTimeoutInMSec = 10000};
    OK(FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &engine));

    begin();
    add_owners();
    for (int i = 0; i <= GATE; i++) {
        add(&v4, i);
    }
    for (int i = 0; i <= GATE; i++) {
        add(&v6, i);
    }
    commit();

    struct context first = {&v4, 1, 65557, 65558, 0xa0c70c71, 0x00c00000, 3087469681, 1, 1};
    struct context second = {&v4, 2, 65557, 65558, 0xc27fa4f9, 0x00c00001, 3653215512, 3, 1};
    struct context third = {&v6, 3, 65559, 65560, 0x8063eb71, 0x00c00002, 2544102319, 5, 0};
    add_callouts(&v4);
    install(&first);
    open_gate(&v4);
    install(&second);
    remove_context(first.id);
    add_callouts(&v6);
    install(&third);
    open_gate(&v6);

    close_gate(&v4);
    remove_context(second.id);
    remove_callouts(&v4);
    close_gate(&v6);
    remove_context(third.id);
    remove_callouts(&v6);
    begin();
    unprotect(&v4);
    unprotect(&v6);
    commit();
    remove_owners();
    OK(FwpmEngineClose0(engine));
}
