#include "trace.h"

#include "registry.h"

/* A key is never written: its length, and a checksum by which two keys can be told apart. */
static void trace_key(struct text *t, const FWP_BYTE_BLOB *key) {
    uint64_t checksum = 0xcbf29ce484222325; /* FNV-1a */
    for (uint32_t i = 0; key->data && i < key->size; i++) {
        checksum = (checksum ^ key->data[i]) * 0x100000001b3;
    }
    put(t, " key of ");
    put_decimal(t, key->size);
    put(t, key->data ? " octets, FNV-1a " : " octets, null ");
    put_hex(t, checksum, 16);
    note_key(key->data, key->size);
}

void trace_FWP_BYTE_BLOB(struct text *t, const FWP_BYTE_BLOB *v) {
    put_line(t, "size ");
    put_decimal(t, v->size);
    put_line(t, "data ");
    if (v->data) {
        put_octets(t, v->data, v->size);
    } else {
        put(t, "null");
    }
}

#define LINE(name) (put_line(t, #name), put(t, " "))
#define ROW(name, putting) do { LINE(name); putting; } while (0);
#define BLOCK(body) do { t->depth++; body; t->depth--; } while (0);
/* The items of an array, each at its number. */
#define ITEMS(count, name, putting) \
    ROW(count, put_decimal(t, v->count)) \
    if (!v->name) { \
        ROW(name, put(t, "null")) \
    } else { \
        put_line(t, #name); \
        for (uint32_t i = 0; i < v->count; i++) { \
            BLOCK(put_line(t, "["); put_decimal(t, i); put(t, "]"); putting) \
        } \
    }

#define TRACE_u8(name) ROW(name, put_decimal(t, v->name))
#define TRACE_u16(name) ROW(name, put_decimal(t, v->name))
#define TRACE_u32(name) ROW(name, put_decimal(t, v->name))
#define TRACE_u64(name) ROW(name, put_decimal(t, v->name))
#define TRACE_i8(name) ROW(name, put_hex(t, (uint8_t) v->name, 2))
#define TRACE_i16(name) ROW(name, put_hex(t, (uint16_t) v->name, 4))
#define TRACE_f32(name) ROW(name, put_octets(t, &v->name, sizeof v->name))
#define TRACE_i64_at(name) ROW(name, v->name ? put_hex(t, (uint64_t) *v->name, 16) : put(t, "null"))
#define TRACE_i32(name) ROW(name, put_hex(t, (uint32_t) v->name, 8))
#define TRACE_x32(name) ROW(name, put_hex(t, v->name, 8))
#define TRACE_x64(name) ROW(name, put_hex(t, v->name, 16))
#define TRACE_guid(name) ROW(name, put_guid(t, &v->name))
#define TRACE_octets(name, count) ROW(name, put_octets(t, v->name, count))
#define TRACE_inner(name, type) put_line(t, #name); BLOCK(trace_##type(t, &v->name))
#define TRACE_pointer(name, type) \
    if (v->name) { put_line(t, #name); BLOCK(trace_##type(t, v->name)) } else { ROW(name, put(t, "null")) }
#define TRACE_list(count, name, type) ITEMS(count, name, BLOCK(trace_##type(t, &v->name[i])))
#define TRACE_texts(count, name) ITEMS(count, name, (put(t, " "), put_utf16(t, v->name[i])))
#define TRACE_names(count, name) ITEMS(count, name, (put(t, " "), put_ascii(t, v->name[i])))
#define TRACE_guids(count, name) ITEMS(count, name, (put(t, " "), put_guid(t, &v->name[i])))
#define TRACE_guid_at(name) ROW(name, v->name ? put_guid(t, v->name) : put(t, "null"))
#define TRACE_u64_at(name) ROW(name, v->name ? put_hex(t, *v->name, 16) : put(t, "null"))
#define TRACE_text(name) ROW(name, put_utf16(t, v->name))
#define TRACE_secret(name) put_line(t, #name); trace_key(t, &v->name);
#define TRACE_unknown(name) ROW(name, put_pointer(t, v->name))
#define TRACE_either()
#define TRACE_group()
#define TRACE_end()
#define TRACE_arm(condition, kind, ...) if (condition) { TRACE_##kind(__VA_ARGS__) }
#define TRACE(kind, ...) TRACE_##kind(__VA_ARGS__)

#define DEFINE_TRACE(name) \
    void trace_##name(struct text *t, const name *v) { \
        name##_MEMBERS(TRACE) \
    }
STRUCTS(DEFINE_TRACE)
