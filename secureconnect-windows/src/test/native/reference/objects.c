#include "reference.h"

static UINT64 id;

static void owners(HANDLE engine) {
    FWPM_PROVIDER0 provider = {provider_key, {L"Pr\u00f6vider", L"\"quoted\" \\ \U0001F600"},
            FWPM_PROVIDER_FLAG_PERSISTENT, octets(3, 0xfe), L"servic\u00e9"};
    FWPM_SUBLAYER0 high = {.subLayerKey = high_key, .displayData = {L"high", L""}, .flags = FWPM_SUBLAYER_FLAG_PERSISTENT,
            .providerKey = &provider_key, .weight = 0xfffe};
    FWPM_SUBLAYER0 low = {.subLayerKey = low_key, .displayData = {L"low", NULL}, .providerData = octets(2, 1),
            .weight = 0x8001};
    OK(FwpmTransactionBegin0(engine, 0));
    OK(FwpmProviderAdd0(engine, &provider, NULL));
    OK(FwpmSubLayerAdd0(engine, &high, NULL));
    OK(FwpmSubLayerAdd0(engine, &low, NULL));
    OK(FwpmTransactionCommit0(engine));
    OK(FwpmTransactionBegin0(engine, 0));
    OK(FwpmTransactionAbort0(engine));


    FWPM_PROVIDER0 *provider_read;
    OK(FwpmProviderGetByKey0(engine, &provider_key, &provider_read));
    OK(FwpmProviderAdd0(engine, keep(provider_read), NULL));
    FWPM_SUBLAYER0 *sublayer_read;
    OK(FwpmSubLayerGetByKey0(engine, &high_key, &sublayer_read));
    OK(FwpmSubLayerAdd0(engine, keep(sublayer_read), NULL));
}

static void filters(HANDLE engine, FWPM_FILTER0 *block) {
    OK(FwpmTransactionBegin0(engine, 0));

    FWP_V4_ADDR_AND_MASK local = {0xc0000201, 0xffffffff}, remote = {0xc0000280, 0xffffff80};
    FWPM_FILTER_CONDITION0 addresses[] = {
            {parse(IP_LOCAL_ADDRESS), FWP_MATCH_EQUAL, {FWP_V4_ADDR_MASK, {.v4AddrMask = &local}}},
            {parse(IP_REMOTE_ADDRESS), FWP_MATCH_EQUAL, {FWP_V4_ADDR_MASK, {.v4AddrMask = &remote}}}};
    *block = (FWPM_FILTER0) {.filterKey = guid(0x10), .displayData = {L"block", L"IPv4"},
            .flags = FWPM_FILTER_FLAG_PERSISTENT, .providerKey = &provider_key, .providerData = octets(5, 0x70),
            .layerKey = parse(OUTBOUND_TRANSPORT_V4), .subLayerKey = high_key, .weight = {FWP_UINT8, {.uint8 = 15}},
            .numFilterConditions = 2, .filterCondition = addresses, .action = {.type = FWP_ACTION_BLOCK}};
    OK(FwpmFilterAdd0(engine, block, NULL, &id));

    FWP_V6_ADDR_AND_MASK local6 = {{0x20, 0x01, 0x0d, 0xb8, [15] = 1}, 128};
    FWP_BYTE_ARRAY16 remote6 = {{0x20, 0x01, 0x0d, 0xb8, 0xff, 0xff, [15] = 0xfe}};
    FWP_RANGE0 ports = {{FWP_UINT16, {.uint16 = 32768}}, {FWP_UINT16, {.uint16 = 65535}}};
    FWPM_FILTER_CONDITION0 packets[] = {
            {parse(IP_LOCAL_ADDRESS), FWP_MATCH_EQUAL, {FWP_V6_ADDR_MASK, {.v6AddrMask = &local6}}},
            {parse(IP_REMOTE_ADDRESS), FWP_MATCH_EQUAL, {FWP_BYTE_ARRAY16_TYPE, {.byteArray16 = &remote6}}},
            {parse(IP_PROTOCOL), FWP_MATCH_EQUAL, {FWP_UINT8, {.uint8 = 200}}},
            {parse(IP_LOCAL_PORT), FWP_MATCH_EQUAL, {FWP_UINT16, {.uint16 = 0xfff0}}},
            {parse(IP_REMOTE_PORT), FWP_MATCH_RANGE, {FWP_RANGE_TYPE, {.rangeValue = &ports}}},
            {parse(FLAGS), FWP_MATCH_FLAGS_NONE_SET, {FWP_UINT32, {.uint32 = 0x80000002}}}};
    FWPM_FILTER0 permit = {.filterKey = guid(0x11), .displayData = {L"permit", L"IPv6"}, .flags = FWPM_FILTER_FLAG_BOOTTIME,
            .providerKey = &provider_key, .layerKey = parse(INBOUND_TRANSPORT_V6), .subLayerKey = low_key,
            .numFilterConditions = 6, .filterCondition = packets, .action = {.type = FWP_ACTION_PERMIT}};
    OK(FwpmFilterAdd0(engine, &permit, NULL, &id));

    UINT64 weight = 0xff00000000000001, number = 0x8000000000000002;
    FWP_RANGE0 remotes = {{FWP_UINT32, {.uint32 = 0xc0000202}}, {FWP_UINT32, {.uint32 = 0xc00002fe}}};
    FWPM_FILTER_CONDITION0 numbers[] = {
            {parse(IP_LOCAL_ADDRESS), FWP_MATCH_EQUAL, {FWP_UINT32, {.uint32 = 0xc0000201}}},
            {parse(IP_REMOTE_ADDRESS), FWP_MATCH_RANGE, {FWP_RANGE_TYPE, {.rangeValue = &remotes}}},
            {guid(0x20), FWP_MATCH_EQUAL, {FWP_UINT64, {.uint64 = &number}}}};
    FWPM_FILTER0 callout = {.filterKey = guid(0x12), .displayData = {L"callout", L"raw context"},
            .providerKey = &provider_key, .layerKey = parse(OUTBOUND_TRANSPORT_V4), .subLayerKey = low_key,
            .weight = {FWP_UINT64, {.uint64 = &weight}}, .numFilterConditions = 3, .filterCondition = numbers,
            .action = {.type = FWP_ACTION_CALLOUT_TERMINATING, {.calloutKey = parse(IPSEC_OUTBOUND_TRANSPORT_V4)}},
            .rawContext = 0x8000000000000002};
    OK(FwpmFilterAdd0(engine, &callout, NULL, &id));

    FWP_BYTE_BLOB blob = octets(9, 0xf8);
    FWPM_FILTER_CONDITION0 others[] = {
            {guid(0x21), FWP_MATCH_EQUAL, {FWP_UNICODE_STRING_TYPE, {.unicodeString = L"p\u00e4th"}}},
            {guid(0x22), FWP_MATCH_EQUAL, {FWP_BYTE_BLOB_TYPE, {.byteBlob = &blob}}},
            {parse(FLAGS), FWP_MATCH_FLAGS_ANY_SET, {FWP_UINT32, {.uint32 = FWP_CONDITION_FLAG_IS_IPSEC_SECURED}}}};
    FWPM_FILTER0 contextual = {.filterKey = guid(0x13), .flags = FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT,
            .layerKey = parse(IKEEXT_V4), .subLayerKey = low_key, .weight = {FWP_UINT8, {.uint8 = 0}},
            .numFilterConditions = 3, .filterCondition = others, .action = {.type = FWP_ACTION_PERMIT},
            .providerContextKey = guid(0x30)};
    OK(FwpmFilterAdd0(engine, &contextual, NULL, &id));
    OK(FwpmTransactionCommit0(engine));

    /* Once more below, when these are gone. */
    static FWP_V4_ADDR_AND_MASK kept[2];
    static FWPM_FILTER_CONDITION0 kept_addresses[2];
    kept[0] = local;
    kept[1] = remote;
    memcpy(kept_addresses, addresses, sizeof addresses);
    kept_addresses[0].conditionValue.v4AddrMask = &kept[0];
    kept_addresses[1].conditionValue.v4AddrMask = &kept[1];
    block->filterCondition = kept_addresses;
}

static void enumerate(HANDLE engine, FWPM_FILTER_ENUM_TEMPLATE0 *template) {
    HANDLE filters;
    FWPM_FILTER0 **entries;
    UINT32 count;
    OK(FwpmFilterCreateEnumHandle0(engine, template, &filters));
    OK(FwpmFilterEnum0(engine, filters, 256, &entries, &count));
    entries = keep(entries);
    OK(FwpmFilterDestroyEnumHandle0(engine, filters));
    for (UINT32 i = 0; i < count; i++) {
        OK(FwpmFilterAdd0(engine, entries[i], NULL, &id));
    }
}

static void read_back(HANDLE engine, FWPM_FILTER0 *block) {
    GUID key = block->filterKey;
    FWPM_FILTER0 *read;
    fail("FwpmFilterAdd0", 1, 0x80320009);
    FwpmFilterAdd0(engine, block, NULL, &id);
    fail("FwpmFilterGetByKey0", 1, 0x80320003);
    FwpmFilterGetByKey0(engine, &key, &read);
    OK(FwpmFilterGetByKey0(engine, &key, &read));
    OK(FwpmFilterAdd0(engine, keep(read), NULL, &id));
    OK(FwpmFilterGetById0(engine, 0x8000000000000007, &read));
    OK(FwpmFilterAdd0(engine, keep(read), NULL, &id));

    FWPM_FILTER_ENUM_TEMPLATE0 of_layer = {.layerKey = parse(INBOUND_TRANSPORT_V6),
            .enumType = FWP_FILTER_ENUM_OVERLAPPING, .actionMask = 0xffffffff};
    enumerate(engine, &of_layer);

    GUID callout = parse(IPSEC_INBOUND_TRANSPORT_V4);
    FWPM_FILTER_ENUM_TEMPLATE0 narrow = {&provider_key, parse(OUTBOUND_TRANSPORT_V4), FWP_FILTER_ENUM_FULLY_CONTAINED, 8,
            NULL, 1, block->filterCondition, 0x80001001, &callout};
    enumerate(engine, &narrow);
}

void objects(HANDLE engine) {
    FWPM_FILTER0 block;
    GUID key = guid(0x10);
    owners(engine);
    filters(engine, &block);
    read_back(engine, &block);
    OK(FwpmFilterDeleteByKey0(engine, &key));
    OK(FwpmSubLayerDeleteByKey0(engine, &high_key));
    OK(FwpmProviderDeleteByKey0(engine, &provider_key));
}
