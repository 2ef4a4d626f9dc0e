/* fwptypes.h: values with a type, and what conditions compare with. */
#define FILETIME_MEMBERS(m) m(u32, dwLowDateTime) m(u32, dwHighDateTime)

#define FWP_BYTE_ARRAY6_MEMBERS(m) m(octets, byteArray6, 6)
#define FWP_BYTE_ARRAY16_MEMBERS(m) m(octets, byteArray16, 16)
#define FWP_V4_ADDR_AND_MASK_MEMBERS(m) m(x32, addr) m(x32, mask)
#define FWP_V6_ADDR_AND_MASK_MEMBERS(m) m(octets, addr, 16) m(u8, prefixLength)

#define FWP_VALUE_ARMS(m) \
    m(arm, v->type == FWP_UINT8, u8, uint8) \
    m(arm, v->type == FWP_UINT16, u16, uint16) \
    m(arm, v->type == FWP_UINT32, x32, uint32) \
    m(arm, v->type == FWP_UINT64, u64_at, uint64) \
    m(arm, v->type == FWP_INT8, i8, int8) \
    m(arm, v->type == FWP_INT16, i16, int16) \
    m(arm, v->type == FWP_INT32, i32, int32) \
    m(arm, v->type == FWP_INT64, i64_at, int64) \
    m(arm, v->type == FWP_FLOAT, f32, float32) \
    m(arm, v->type == FWP_DOUBLE, unknown, double64) \
    m(arm, v->type == FWP_BYTE_ARRAY16_TYPE, pointer, byteArray16, FWP_BYTE_ARRAY16) \
    m(arm, v->type == FWP_BYTE_BLOB_TYPE, pointer, byteBlob, FWP_BYTE_BLOB) \
    m(arm, v->type == FWP_SID, unknown, sid) \
    m(arm, v->type == FWP_SECURITY_DESCRIPTOR_TYPE, pointer, sd, FWP_BYTE_BLOB) \
    m(arm, v->type == FWP_TOKEN_INFORMATION_TYPE, unknown, tokenInformation) \
    m(arm, v->type == FWP_TOKEN_ACCESS_INFORMATION_TYPE, pointer, tokenAccessInformation, FWP_BYTE_BLOB) \
    m(arm, v->type == FWP_UNICODE_STRING_TYPE, text, unicodeString) \
    m(arm, v->type == FWP_BYTE_ARRAY6_TYPE, pointer, byteArray6, FWP_BYTE_ARRAY6)

#define FWP_VALUE0_MEMBERS(m) m(u32, type) m(either) FWP_VALUE_ARMS(m) m(end)
#define FWP_RANGE0_MEMBERS(m) m(inner, valueLow, FWP_VALUE0) m(inner, valueHigh, FWP_VALUE0)

#define FWP_CONDITION_VALUE0_MEMBERS(m) \
    m(u32, type) \
    m(either) \
    FWP_VALUE_ARMS(m) \
    m(arm, v->type == FWP_V4_ADDR_MASK, pointer, v4AddrMask, FWP_V4_ADDR_AND_MASK) \
    m(arm, v->type == FWP_V6_ADDR_MASK, pointer, v6AddrMask, FWP_V6_ADDR_AND_MASK) \
    m(arm, v->type == FWP_RANGE_TYPE, pointer, rangeValue, FWP_RANGE0) \
    m(end)

#define VALUE_STRUCTS(S) \
    S(FILETIME) S(FWP_BYTE_ARRAY6) S(FWP_BYTE_ARRAY16) S(FWP_V4_ADDR_AND_MASK) S(FWP_V6_ADDR_AND_MASK) S(FWP_VALUE0) \
    S(FWP_RANGE0) S(FWP_CONDITION_VALUE0)
