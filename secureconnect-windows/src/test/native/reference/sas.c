#include "reference.h"

#define LOCAL 0xc0000201 /* 192.0.2.1 */
#define REMOTE 0xc00002c8

static IPSEC_TRAFFIC1 traffic(UINT64 filter) {
    return (IPSEC_TRAFFIC1) {.ipVersion = FWP_IP_VERSION_V4, .localV4Address = LOCAL, .remoteV4Address = REMOTE,
            .trafficType = IPSEC_TRAFFIC_TYPE_TRANSPORT, .ipsecFilterId = filter};
}

static IPSEC_TRAFFIC1 traffic6(UINT64 filter) {
    return (IPSEC_TRAFFIC1) {.ipVersion = FWP_IP_VERSION_V6, .localV6Address = {0x20, 0x01, 0x0d, 0xb8, [15] = 1},
            .remoteV6Address = {0x20, 0x01, 0x0d, 0xb8, 0xff, 0xff, [15] = 0xfe},
            .trafficType = IPSEC_TRAFFIC_TYPE_TRANSPORT, .ipsecFilterId = filter};
}

static void add_gcm(HANDLE engine, UINT64 context, IPSEC_SA_SPI spi) {
    IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0 gcm256 = {
            {{{IPSEC_CIPHER_TYPE_AES_256, IPSEC_CIPHER_CONFIG_GCM_AES_256}, NULL}, octets(36, 0x10)},
            {{{IPSEC_AUTH_AES_256, IPSEC_AUTH_CONFIG_GCM_AES_256}, NULL}, octets(36, 0x10)}};
    IPSEC_SA0 in = {spi, IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER, {.espAuthAndCipherInformation = &gcm256}};
    IPSEC_SA_BUNDLE1 inbound = {.flags = IPSEC_SA_BUNDLE_FLAG_SUPPRESS_DUPLICATE_DELETION,
            .lifetime = {3600, 0x80000001, 7}, .qmSaId = 0x80000009, .numSAs = 1, .saList = &in,
            .ipVersion = FWP_IP_VERSION_V4, .mmSaId = 0x1100000000, .qmFilterId = 0x1200000000};
    OK(IPsecSaContextAddInbound1(engine, context, &inbound));

    IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0 gcm128 = {
            {{{IPSEC_CIPHER_TYPE_AES_128, IPSEC_CIPHER_CONFIG_GCM_AES_128}, NULL}, octets(20, 0x50)},
            {{{IPSEC_AUTH_AES_128, IPSEC_AUTH_CONFIG_GCM_AES_128}, NULL}, octets(20, 0x50)}};
    IPSEC_SA0 out = {0xc1234567, IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER, {.espAuthAndCipherInformation = &gcm128}};
    IPSEC_SA_BUNDLE1 outbound = {
            .flags = IPSEC_SA_BUNDLE_FLAG_SUPPRESS_DUPLICATE_DELETION | IPSEC_SA_BUNDLE_FLAG_ASSUME_UDP_CONTEXT_OUTBOUND,
            .lifetime = {3600, 0, 0}, .qmSaId = 0x80000009, .numSAs = 1, .saList = &out, .ipVersion = FWP_IP_VERSION_V4};
    OK(IPsecSaContextAddOutbound1(engine, context, &outbound));
}

static void gcm(HANDLE engine) {
    IPSEC_TRAFFIC1 out = traffic(0x123400000001);
    UINT64 context;
    OK(IPsecSaContextCreate1(engine, &out, NULL, NULL, &context));
    IPSEC_V4_UDP_ENCAPSULATION0 ports = {4500, 61000};
    IPSEC_GETSPI1 request = {traffic(0x123400000002), FWP_IP_VERSION_V4, {.inboundUdpEncapsulation = &ports}, NULL};
    IPSEC_SA_SPI spi;
    OK(IPsecSaContextGetSpi1(engine, context, &request, &spi));
    request.inboundUdpEncapsulation = NULL;
    OK(IPsecSaContextSetSpi0(engine, context, &request, 0xfffffffe));
    add_gcm(engine, context, spi);

    IPSEC_SA_CONTEXT1 *read;
    OK(IPsecSaContextGetById1(engine, context, &read));
    read = keep(read);
    IPSEC_V4_UDP_ENCAPSULATION0 moved = {4500, 65535};
    read->inboundSa->udpEncapsulation = &moved;
    read->outboundSa->udpEncapsulation = &moved;
    OK(IPsecSaContextUpdate0(engine, IPSEC_SA_DETAILS_UPDATE_UDP_ENCAPSULATION | (UINT64) 1 << 40, read));
    OK(IPsecSaContextExpire0(engine, context));
}

static void cbc(HANDLE engine) {
    IPSEC_TRAFFIC1 out = traffic6(0x8000000000000003);
    out.remotePort = 65535;
    out.localPort = 32768;
    out.ipProtocol = 200;
    out.localIfLuid = 0x6000000000001;
    out.realIfProfileId = 7;
    UINT64 context;
    OK(IPsecSaContextCreate1(engine, &out, NULL, NULL, &context));
    IPSEC_GETSPI1 request = {.inboundIpsecTraffic = traffic6(0x8000000000000004), .ipVersion = FWP_IP_VERSION_V6};
    IPSEC_SA_SPI spi;
    OK(IPsecSaContextGetSpi1(engine, context, &request, &spi));

    IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0 strong = {
            {{{IPSEC_CIPHER_TYPE_AES_256, IPSEC_CIPHER_CONFIG_CBC_AES_256}, NULL}, octets(32, 0x80)},
            {{{IPSEC_AUTH_SHA_256, IPSEC_AUTH_CONFIG_HMAC_SHA_256_128}, NULL}, octets(32, 0xb0)}};
    IPSEC_SA0 in = {spi, IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER, {.espAuthAndCipherInformation = &strong}};
    IPSEC_SA_BUNDLE1 bundle = {.qmSaId = 1, .numSAs = 1, .saList = &in, .ipVersion = FWP_IP_VERSION_V6};
    OK(IPsecSaContextAddInbound1(engine, context, &bundle));

    IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0 weak = {
            {{{IPSEC_CIPHER_TYPE_AES_128, IPSEC_CIPHER_CONFIG_CBC_AES_128}, NULL}, octets(16, 0xd0)},
            {{{IPSEC_AUTH_SHA_1, IPSEC_AUTH_CONFIG_HMAC_SHA_1_96}, NULL}, octets(20, 0xe0)}};
    IPSEC_SA0 outbound = {0x100, IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER, {.espAuthAndCipherInformation = &weak}};
    bundle.saList = &outbound;
    OK(IPsecSaContextAddOutbound1(engine, context, &bundle));
    OK(IPsecSaContextDeleteById0(engine, context));
}

void sas(HANDLE engine) {
    gcm(engine);
    cbc(engine);

    HANDLE all;
    IPSEC_SA_CONTEXT1 **entries;
    UINT32 count;
    OK(IPsecSaContextCreateEnumHandle0(engine, NULL, &all));
    OK(IPsecSaContextEnum1(engine, all, 256, &entries, &count));
    entries = keep(entries);
    OK(IPsecSaContextDestroyEnumHandle0(engine, all));
    for (UINT32 i = 0; i < count; i++) {
        OK(IPsecSaContextUpdate0(engine, IPSEC_SA_DETAILS_UPDATE_TRAFFIC, entries[i]));
    }
    IPSEC_STATISTICS1 statistics;
    OK(IPsecGetStatistics1(engine, &statistics));
    fake_show("IPSEC_STATISTICS1", &statistics);
}
