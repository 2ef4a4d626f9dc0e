#include "functions.h"
#include "registry.h"
#include "samples.h"
#include "trace.h"

#define COMMA ,
#define NOTHING
#define ERROR_INVALID_HANDLE 6
#define RPC_S_OK 0

#define NUMBER(name) NUMBER_##name,
enum { FUNCTIONS(NUMBER) FUNCTION_COUNT };
#define NAME(name) #name,
static const char *const names[] = {FUNCTIONS(NAME)};

const char *fake_function(int function) {
    return function >= 0 && function < FUNCTION_COUNT ? names[function] : NULL;
}

static void put_handle(struct text *t, void *handle) {
    int live;
    int ordinal = handle_ordinal(handle, &live);
    put(t, handle ? "h" : "null");
    if (ordinal) {
        put_decimal(t, (uint64_t) ordinal);
    } else if (handle) {
        put(t, "?");
    }
    put(t, ordinal && !live ? " closed" : "");
}

/* The parameters in C. */
#define PARAMETER_handle(name) void *name
#define PARAMETER_ends(name) void *name
#define PARAMETER_opens(name) void **name
#define PARAMETER_text(name) const UTF16 *name
#define PARAMETER_u32(name) uint32_t name
#define PARAMETER_spi(name) uint32_t name
#define PARAMETER_u64(name) uint64_t name
#define PARAMETER_guid(name) const GUID *name
#define PARAMETER_given(name, type) const type *name
#define PARAMETER_unknown(name) void *name
#define PARAMETER_calls(name, type, handle) void *name
#define PARAMETER_makes(name, type) type **name
#define PARAMETER_makes_list(name, type) type ***name
#define PARAMETER_makes_count(name) uint32_t *name
#define PARAMETER_makes_id(name) uint64_t *name
#define PARAMETER_makes_spi(name) uint32_t *name
#define PARAMETER_fills(name, type) type *name
#define PARAMETER(kind, ...) PARAMETER_##kind(__VA_ARGS__)

#define SLOT(kind, name, ...) (void *) (uintptr_t) name
#define ARGUMENT(kind, name, ...) name

/* What the caller passed. Where something is to be put is told only if there is no place. */
#define LINE(name) put_line(t, #name); put(t, " ");
#define PLACE(name) if (!name) { LINE(name) put(t, "null"); }
#define BEFORE_handle(name) LINE(name) put_handle(t, name);
#define BEFORE_ends(name) LINE(name) put_handle(t, name);
#define BEFORE_text(name) LINE(name) put_utf16(t, name);
#define BEFORE_u32(name) LINE(name) put_decimal(t, name);
#define BEFORE_spi(name) LINE(name) put_hex(t, name, 8);
#define BEFORE_u64(name) LINE(name) put_decimal(t, name);
#define BEFORE_unknown(name) LINE(name) put_pointer(t, name);
#define BEFORE_calls(name, type, handle) LINE(name) put_pointer(t, name);
#define BEFORE_guid(name) \
    LINE(name) \
    if (name) { put_guid(t, name); } else { put(t, "null"); }
#define BEFORE_given(name, type) \
    put_line(t, #name); \
    if (name) { t->depth++; trace_##type(t, name); t->depth--; } else { put(t, " null"); }
#define BEFORE_opens(name) PLACE(name)
#define BEFORE_makes(name, type) PLACE(name)
#define BEFORE_makes_list(name, type) PLACE(name)
#define BEFORE_makes_count(name) PLACE(name)
#define BEFORE_makes_id(name) PLACE(name)
#define BEFORE_makes_spi(name) PLACE(name)
#define BEFORE_fills(name, type) PLACE(name)
#define BEFORE(kind, ...) BEFORE_##kind(__VA_ARGS__)

/* Made-up success; the handles have to be open. */
#define OPEN(name) { int live; handle_ordinal(name, &live); if (!live) { return ERROR_INVALID_HANDLE; } }
#define MAKE_UP_handle(name) OPEN(name)
#define MAKE_UP_ends(name) OPEN(name)
#define MAKE_UP_opens(name) *name = new_handle();
#define MAKE_UP_text(name) (void) name;
#define MAKE_UP_u32(name) (void) name;
#define MAKE_UP_spi(name) (void) name;
#define MAKE_UP_u64(name) (void) name;
#define MAKE_UP_guid(name) (void) name;
#define MAKE_UP_given(name, type) (void) name;
#define MAKE_UP_unknown(name) (void) name;
#define MAKE_UP_calls(name, type, handle) (void) name;
#define MAKE_UP_makes(name, type) *name = sample_##type(0);
#define MAKE_UP_makes_list(name, type) \
    uint32_t first; \
    uint32_t count = take_entries(enumHandle, numEntriesRequested, SAMPLE_ENTRIES, &first); \
    *name = samples_##type(first, count);
#define MAKE_UP_makes_count(name) *name = count;
#define MAKE_UP_makes_id(name) if (name) { *name = next_id(); }
#define MAKE_UP_makes_spi(name) *name = 0xc0000000 + (uint32_t) next_id();
#define MAKE_UP_fills(name, type) sample_##type(name);
#define MAKE_UP(kind, ...) MAKE_UP_##kind(__VA_ARGS__)

/* What came of it. */
#define AFTER_handle(name)
#define AFTER_ends(name) handle_closed(name);
#define AFTER_opens(name) handle_opened(*name); LINE(name) put_handle(t, *name);
#define AFTER_text(name)
#define AFTER_u32(name)
#define AFTER_spi(name)
#define AFTER_u64(name)
#define AFTER_guid(name)
#define AFTER_given(name, type)
#define AFTER_unknown(name)
#define AFTER_calls(name, type, handle) subscribe(*handle, type, name, context);
#define AFTER_makes(name, type) LINE(name) put(t, *name ? "b" : "null"); put_decimal(t, (uint64_t) block_ordinal(*name));
#define AFTER_makes_list(name, type) AFTER_makes(name, type)
#define AFTER_makes_count(name) LINE(name) put_decimal(t, *name);
#define AFTER_makes_id(name) if (name) { LINE(name) put_decimal(t, *name); }
#define AFTER_makes_spi(name) LINE(name) put_hex(t, *name, 8);
#define AFTER_fills(name, type)
#define AFTER(kind, ...) AFTER_##kind(__VA_ARGS__)

#define EXPORT(name) \
    static uint32_t make_up_##name(name##_PARAMETERS(PARAMETER, COMMA)) { \
        name##_PARAMETERS(MAKE_UP, NOTHING) \
        return RPC_S_OK; \
    } \
    EXPORTED uint32_t name(name##_PARAMETERS(PARAMETER, COMMA)) { \
        struct text text = {0}, *t = &text; \
        put_line(t, #name); \
        t->depth++; \
        name##_PARAMETERS(BEFORE, NOTHING) \
        void *slots[] = {name##_PARAMETERS(SLOT, COMMA)}; \
        uint32_t code = failure_of(NUMBER_##name); \
        if (!code) { \
            code = plugged() ? (uint32_t) plugged()(NUMBER_##name, slots) : make_up_##name(name##_PARAMETERS(ARGUMENT, COMMA)); \
        } \
        put_line(t, "= "); \
        put_hex(t, code, 8); \
        if (code == RPC_S_OK) { \
            name##_PARAMETERS(AFTER, NOTHING) \
        } \
        append_trace(text.characters, text.length); \
        discard(t); \
        return code; \
    }
FUNCTIONS(EXPORT)

void FwpmFreeMemory0(void **p) {
    struct text text = {0}, *t = &text;
    put_line(t, "FwpmFreeMemory0");
    t->depth++;
    put_line(t, "p ");
    int ordinal = p ? block_ordinal(*p) : 0;
    put(t, ordinal ? "b" : "none");
    if (ordinal) {
        put_decimal(t, (uint64_t) ordinal);
    }
    if (p) {
        put(t, free_block(*p) || !*p ? "" : " not live");
        *p = NULL;
    }
    append_trace(text.characters, text.length);
    discard(t);
}
