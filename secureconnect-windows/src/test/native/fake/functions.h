/*
 * The functions of fwpuclnt.dll that the SDK calls, each with one list of its parameters, from which come the export and its
 * trace in fwpuclnt.c. Names and order are those of the SDK's headers; a test holds them against wfp-functions.json.
 *
 *   handle   one that was opened            ends     the same, which this call closes
 *   given    a structure                    opens    where a new handle goes
 *   guid     a key                          makes    where a pointer to a new structure goes
 *   text, u32, u64, spi                     fills    a structure of the caller to fill in
 *   calls    whom to call back, and until which handle is closed
 *   makes_list, makes_count                 new structures, and how many
 *   unknown  pointer that is not followed   makes_id, makes_spi       where the number goes
 *
 * FwpmFreeMemory0 is none of them: it returns nothing and cannot fail.
 */
#ifndef FUNCTIONS_H
#define FUNCTIONS_H

#define FwpmEngineOpen0_PARAMETERS(P, S) \
    P(text, serverName) S P(u32, authnService) S P(unknown, authIdentity) S P(given, session, FWPM_SESSION0) S \
    P(opens, engineHandle)
#define FwpmEngineClose0_PARAMETERS(P, S) \
    P(ends, engineHandle)
#define FwpmEngineGetOption0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(u32, option) S P(makes, value, FWP_VALUE0)
#define FwpmTransactionBegin0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(u32, flags)
#define FwpmTransactionCommit0_PARAMETERS(P, S) \
    P(handle, engineHandle)
#define FwpmTransactionAbort0_PARAMETERS(P, S) \
    P(handle, engineHandle)
#define FwpmProviderAdd0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(given, provider, FWPM_PROVIDER0) S P(unknown, sd)
#define FwpmProviderDeleteByKey0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(guid, key)
#define FwpmProviderGetByKey0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(guid, key) S P(makes, provider, FWPM_PROVIDER0)
#define FwpmProviderContextAdd2_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(given, providerContext, FWPM_PROVIDER_CONTEXT2) S P(unknown, sd) S P(makes_id, id)
#define FwpmProviderContextDeleteByKey0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(guid, key)
#define FwpmProviderContextCreateEnumHandle0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(given, enumTemplate, FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0) S P(opens, enumHandle)
#define FwpmProviderContextEnum2_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(handle, enumHandle) S P(u32, numEntriesRequested) S \
    P(makes_list, entries, FWPM_PROVIDER_CONTEXT2) S P(makes_count, numEntriesReturned)
#define FwpmProviderContextDestroyEnumHandle0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(ends, enumHandle)
#define FwpmSubLayerAdd0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(given, subLayer, FWPM_SUBLAYER0) S P(unknown, sd)
#define FwpmSubLayerDeleteByKey0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(guid, key)
#define FwpmSubLayerGetByKey0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(guid, key) S P(makes, subLayer, FWPM_SUBLAYER0)
#define FwpmFilterAdd0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(given, filter, FWPM_FILTER0) S P(unknown, sd) S P(makes_id, id)
#define FwpmFilterDeleteById0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(u64, id)
#define FwpmFilterDeleteByKey0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(guid, key)
#define FwpmFilterGetById0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(u64, id) S P(makes, filter, FWPM_FILTER0)
#define FwpmFilterGetByKey0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(guid, key) S P(makes, filter, FWPM_FILTER0)
#define FwpmFilterCreateEnumHandle0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(given, enumTemplate, FWPM_FILTER_ENUM_TEMPLATE0) S P(opens, enumHandle)
#define FwpmFilterEnum0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(handle, enumHandle) S P(u32, numEntriesRequested) S \
    P(makes_list, entries, FWPM_FILTER0) S P(makes_count, numEntriesReturned)
#define FwpmFilterDestroyEnumHandle0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(ends, enumHandle)
#define FwpmFilterSubscribeChanges0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(given, subscription, FWPM_FILTER_SUBSCRIPTION0) S \
    P(calls, callback, FWPM_FILTER_CHANGE_CALLBACK0, changeHandle) S P(unknown, context) S P(opens, changeHandle)
#define FwpmFilterUnsubscribeChanges0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(ends, changeHandle)
#define IPsecGetStatistics1_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(fills, ipsecStatistics, IPSEC_STATISTICS1)
#define IPsecSaContextCreate1_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(given, outboundTraffic, IPSEC_TRAFFIC1) S \
    P(given, virtualIfTunnelInfo, IPSEC_VIRTUAL_IF_TUNNEL_INFO0) S P(makes_id, inboundFilterId) S P(makes_id, id)
#define IPsecSaContextDeleteById0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(u64, id)
#define IPsecSaContextGetById1_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(u64, id) S P(makes, saContext, IPSEC_SA_CONTEXT1)
#define IPsecSaContextGetSpi1_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(u64, id) S P(given, getSpi, IPSEC_GETSPI1) S P(makes_spi, inboundSpi)
#define IPsecSaContextSetSpi0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(u64, id) S P(given, getSpi, IPSEC_GETSPI1) S P(spi, inboundSpi)
#define IPsecSaContextAddInbound1_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(u64, id) S P(given, inboundBundle, IPSEC_SA_BUNDLE1)
#define IPsecSaContextAddOutbound1_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(u64, id) S P(given, outboundBundle, IPSEC_SA_BUNDLE1)
#define IPsecSaContextExpire0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(u64, id)
#define IPsecSaContextUpdate0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(u64, flags) S P(given, newValues, IPSEC_SA_CONTEXT1)
#define IPsecSaContextCreateEnumHandle0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(given, enumTemplate, IPSEC_SA_CONTEXT_ENUM_TEMPLATE0) S P(opens, enumHandle)
#define IPsecSaContextEnum1_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(handle, enumHandle) S P(u32, numEntriesRequested) S \
    P(makes_list, entries, IPSEC_SA_CONTEXT1) S P(makes_count, numEntriesReturned)
#define IPsecSaContextDestroyEnumHandle0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(ends, enumHandle)
#define IPsecSaContextSubscribe0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(given, subscription, IPSEC_SA_CONTEXT_SUBSCRIPTION0) S \
    P(calls, callback, IPSEC_SA_CONTEXT_CALLBACK0, eventsHandle) S P(unknown, context) S P(opens, eventsHandle)
#define IPsecSaContextUnsubscribe0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(ends, eventsHandle)
#define IkeextSaDeleteById0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(u64, id)
#define IkeextSaCreateEnumHandle0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(given, enumTemplate, IKEEXT_SA_ENUM_TEMPLATE0) S P(opens, enumHandle)
#define IkeextSaEnum2_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(handle, enumHandle) S P(u32, numEntriesRequested) S \
    P(makes_list, entries, IKEEXT_SA_DETAILS2) S P(makes_count, numEntriesReturned)
#define IkeextSaDestroyEnumHandle0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(ends, enumHandle)
#define FwpmNetEventCreateEnumHandle0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(given, enumTemplate, FWPM_NET_EVENT_ENUM_TEMPLATE0) S P(opens, enumHandle)
#define FwpmNetEventEnum1_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(handle, enumHandle) S P(u32, numEntriesRequested) S \
    P(makes_list, entries, FWPM_NET_EVENT1) S P(makes_count, numEntriesReturned)
#define FwpmNetEventDestroyEnumHandle0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(ends, enumHandle)
#define FwpmNetEventSubscribe0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(given, subscription, FWPM_NET_EVENT_SUBSCRIPTION0) S \
    P(calls, callback, FWPM_NET_EVENT_CALLBACK0, eventsHandle) S P(unknown, context) S P(opens, eventsHandle)
#define FwpmNetEventUnsubscribe0_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(ends, eventsHandle)
#define FwpmNetEventSubscribe1_PARAMETERS(P, S) \
    P(handle, engineHandle) S P(given, subscription, FWPM_NET_EVENT_SUBSCRIPTION0) S \
    P(calls, callback, FWPM_NET_EVENT_CALLBACK1, eventsHandle) S P(unknown, context) S P(opens, eventsHandle)

#define FUNCTIONS(F) \
    F(FwpmEngineOpen0) F(FwpmEngineClose0) F(FwpmEngineGetOption0) F(FwpmTransactionBegin0) \
    F(FwpmTransactionCommit0) F(FwpmTransactionAbort0) F(FwpmProviderAdd0) F(FwpmProviderDeleteByKey0) \
    F(FwpmProviderGetByKey0) F(FwpmProviderContextAdd2) F(FwpmProviderContextDeleteByKey0) \
    F(FwpmProviderContextCreateEnumHandle0) F(FwpmProviderContextEnum2) F(FwpmProviderContextDestroyEnumHandle0) \
    F(FwpmSubLayerAdd0) F(FwpmSubLayerDeleteByKey0) F(FwpmSubLayerGetByKey0) F(FwpmFilterAdd0) \
    F(FwpmFilterDeleteById0) F(FwpmFilterDeleteByKey0) F(FwpmFilterGetById0) F(FwpmFilterGetByKey0) \
    F(FwpmFilterCreateEnumHandle0) F(FwpmFilterEnum0) F(FwpmFilterDestroyEnumHandle0) \
    F(FwpmFilterSubscribeChanges0) F(FwpmFilterUnsubscribeChanges0) \
    F(IPsecGetStatistics1) \
    F(IPsecSaContextCreate1) F(IPsecSaContextDeleteById0) F(IPsecSaContextGetById1) F(IPsecSaContextGetSpi1) \
    F(IPsecSaContextSetSpi0) F(IPsecSaContextAddInbound1) F(IPsecSaContextAddOutbound1) F(IPsecSaContextExpire0) \
    F(IPsecSaContextUpdate0) F(IPsecSaContextCreateEnumHandle0) F(IPsecSaContextEnum1) \
    F(IPsecSaContextDestroyEnumHandle0) F(IPsecSaContextSubscribe0) F(IPsecSaContextUnsubscribe0) \
    F(IkeextSaDeleteById0) F(IkeextSaCreateEnumHandle0) F(IkeextSaEnum2) F(IkeextSaDestroyEnumHandle0) \
    F(FwpmNetEventCreateEnumHandle0) F(FwpmNetEventEnum1) F(FwpmNetEventDestroyEnumHandle0) \
    F(FwpmNetEventSubscribe0) F(FwpmNetEventUnsubscribe0) F(FwpmNetEventSubscribe1)

#endif
