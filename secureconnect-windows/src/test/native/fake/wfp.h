/*
 * The structures of the Windows Filtering Platform that the SDK passes and reads, each with one list of its members, from which
 * come the C structure here and its trace in trace.c. Names and order are those of the SDK's headers; that offsets and sizes
 * are too is asserted by facts.c, which a test makes from wfp-layout.json, as it makes facts.h from the constants.
 *
 * A row is m(kind, member, ...), with v being the structure in conditions:
 *   u8 u16 u32 u64       number, traced in decimal      x32 x64   in hexadecimal
 *   i8 i16 i32 f32       the same with a sign, in hexadecimal, and a fraction by its bits
 *   guid                 GUID                           octets    n octets
 *   inner                a structure inside             pointer   to one structure
 *   list                 a count and a pointer to so many structures, or to texts: texts (UTF-16), names (8 bits)
 *   guids                the same with GUIDs            guid_at, u64_at, i64_at   pointer to one
 *   text                 UTF-16 up to a NUL             secret    a blob with a key
 *   unknown              pointer that is not followed
 *   either ... end       a union, whose members are     arm       rows with a condition
 *   group ... end        a structure without a name
 */
#ifndef WFP_H
#define WFP_H

#include <stddef.h>
#include <stdint.h>

#include "facts.h"

typedef uint16_t UTF16; /* what wchar_t is on Windows */

typedef struct {
    uint32_t Data1;
    uint16_t Data2;
    uint16_t Data3;
    uint8_t Data4[8];
} GUID;

#include "wfp-values.h"
#include "wfp-objects.h"
#include "wfp-ipsec.h"
#include "wfp-ike.h"
#include "wfp-contexts.h"
#include "wfp-events.h"

/* Every structure after those that it is made of. */
#define STRUCTS(S) VALUE_STRUCTS(S) OBJECT_STRUCTS(S) IPSEC_STRUCTS(S) IKE_STRUCTS(S) CONTEXT_STRUCTS(S) EVENT_STRUCTS(S)

#define DECLARE_u8(name) uint8_t name;
#define DECLARE_u16(name) uint16_t name;
#define DECLARE_u32(name) uint32_t name;
#define DECLARE_i8(name) int8_t name;
#define DECLARE_i16(name) int16_t name;
#define DECLARE_i32(name) int32_t name;
#define DECLARE_f32(name) float name;
#define DECLARE_i64_at(name) const int64_t *name;
#define DECLARE_u64(name) uint64_t name;
#define DECLARE_x32(name) uint32_t name;
#define DECLARE_x64(name) uint64_t name;
#define DECLARE_guid(name) GUID name;
#define DECLARE_octets(name, count) uint8_t name[count];
#define DECLARE_inner(name, type) type name;
#define DECLARE_pointer(name, type) const type *name;
#define DECLARE_list(count, name, type) uint32_t count; const type *name;
#define DECLARE_texts(count, name) uint32_t count; const UTF16 *const *name;
#define DECLARE_names(count, name) uint32_t count; const char *const *name;
#define DECLARE_guids(count, name) uint32_t count; const GUID *name;
#define DECLARE_guid_at(name) const GUID *name;
#define DECLARE_u64_at(name) const uint64_t *name;
#define DECLARE_text(name) const UTF16 *name;
#define DECLARE_secret(name) FWP_BYTE_BLOB name;
#define DECLARE_unknown(name) const void *name;
#define DECLARE_either() union {
#define DECLARE_group() struct {
#define DECLARE_end() };
#define DECLARE_arm(condition, kind, ...) struct { DECLARE_##kind(__VA_ARGS__) };
#define DECLARE(kind, ...) DECLARE_##kind(__VA_ARGS__)

/* These two are traced by hand. */
#define GUID_MEMBERS(m)
#define FWP_BYTE_BLOB_MEMBERS(m)
typedef struct {
    uint32_t size;
    const uint8_t *data;
} FWP_BYTE_BLOB;

#define DEFINE_STRUCT(name) typedef struct { name##_MEMBERS(DECLARE) } name;
STRUCTS(DEFINE_STRUCT)

#endif
