/* fwpmtypes.h: sessions, providers, sublayers and filters. */
#define FWPM_DISPLAY_DATA0_MEMBERS(m) m(text, name) m(text, description)

#define FWPM_SESSION0_MEMBERS(m) \
    m(guid, sessionKey) \
    m(inner, displayData, FWPM_DISPLAY_DATA0) \
    m(x32, flags) \
    m(u32, txnWaitTimeoutInMSec) \
    m(u32, processId) \
    m(unknown, sid) \
    m(text, username) \
    m(u32, kernelMode)

#define FWPM_PROVIDER0_MEMBERS(m) \
    m(guid, providerKey) \
    m(inner, displayData, FWPM_DISPLAY_DATA0) \
    m(x32, flags) \
    m(inner, providerData, FWP_BYTE_BLOB) \
    m(text, serviceName)

#define FWPM_SUBLAYER0_MEMBERS(m) \
    m(guid, subLayerKey) \
    m(inner, displayData, FWPM_DISPLAY_DATA0) \
    m(x32, flags) \
    m(guid_at, providerKey) \
    m(inner, providerData, FWP_BYTE_BLOB) \
    m(u16, weight)

#define FWPM_FILTER_CONDITION0_MEMBERS(m) \
    m(guid, fieldKey) \
    m(u32, matchType) \
    m(inner, conditionValue, FWP_CONDITION_VALUE0)

#define FWPM_ACTION0_MEMBERS(m) \
    m(x32, type) \
    m(either) \
    m(arm, !(v->type & FWP_ACTION_FLAG_CALLOUT), guid, filterType) \
    m(arm, v->type & FWP_ACTION_FLAG_CALLOUT, guid, calloutKey) \
    m(end)

#define FWPM_FILTER0_MEMBERS(m) \
    m(guid, filterKey) \
    m(inner, displayData, FWPM_DISPLAY_DATA0) \
    m(x32, flags) \
    m(guid_at, providerKey) \
    m(inner, providerData, FWP_BYTE_BLOB) \
    m(guid, layerKey) \
    m(guid, subLayerKey) \
    m(inner, weight, FWP_VALUE0) \
    m(list, numFilterConditions, filterCondition, FWPM_FILTER_CONDITION0) \
    m(inner, action, FWPM_ACTION0) \
    m(either) \
    m(arm, !(v->flags & FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT), x64, rawContext) \
    m(arm, v->flags & FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT, guid, providerContextKey) \
    m(end) \
    m(guid_at, reserved) \
    m(u64, filterId) \
    m(inner, effectiveWeight, FWP_VALUE0)

#define FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0_MEMBERS(m) m(guid_at, providerKey) m(u32, providerContextType)

#define FWPM_FILTER_ENUM_TEMPLATE0_MEMBERS(m) \
    m(guid_at, providerKey) \
    m(guid, layerKey) \
    m(u32, enumType) \
    m(x32, flags) \
    m(pointer, providerContextTemplate, FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0) \
    m(list, numFilterConditions, filterCondition, FWPM_FILTER_CONDITION0) \
    m(x32, actionMask) \
    m(guid_at, calloutKey)

#define FWPM_FILTER_SUBSCRIPTION0_MEMBERS(m) \
    m(pointer, enumTemplate, FWPM_FILTER_ENUM_TEMPLATE0) m(x32, flags) m(guid, sessionKey)
#define FWPM_FILTER_CHANGE0_MEMBERS(m) m(u32, changeType) m(guid, filterKey) m(u64, filterId)

#define OBJECT_STRUCTS(S) \
    S(FWPM_DISPLAY_DATA0) S(FWPM_SESSION0) S(FWPM_PROVIDER0) S(FWPM_SUBLAYER0) S(FWPM_FILTER_CONDITION0) S(FWPM_ACTION0) \
    S(FWPM_FILTER0) S(FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0) S(FWPM_FILTER_ENUM_TEMPLATE0) \
    S(FWPM_FILTER_SUBSCRIPTION0) S(FWPM_FILTER_CHANGE0)
