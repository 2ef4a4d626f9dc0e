/*
 * Stands for wevtapi and the part of advapi32 that reads the audit policy: events that a test puts in, subscriptions that are
 * called on a thread of their own as Windows does it. It writes down what it is passed, counts what is open, and fails when it
 * is told to.
 */
#include "system.h"

#include <pthread.h>
#include <stdlib.h>

#define MOST 64

typedef int32_t (*callback)(uint32_t action, void *context, void *event);

struct guid {
    uint32_t data1;
    uint16_t data2, data3;
    uint8_t data4[8];
};

struct information { /* AUDIT_POLICY_INFORMATION */
    struct guid subcategory;
    uint32_t information;
    struct guid category;
};

static uint16_t *events[MOST];
static uint32_t octets[MOST];
static uint32_t count, next, fail_code, settings;
static const char *fail_function;
static char fail_name[64];
static int live_results, live_events, live_subscriptions, live_blocks;
static callback subscriber;
static char query_seen[16384];

static int refused(const char *function) {
    if (!fail_function || strcmp(function, fail_function)) return 0;
    set_last_error(fail_code);
    return 1;
}

EXPORT void fake_audit_reset(void) {
    for (uint32_t i = 0; i < count; i++) free(events[i]);
    count = next = fail_code = settings = 0;
    fail_function = NULL;
    live_results = live_events = live_subscriptions = live_blocks = 0;
    subscriber = NULL;
    query_seen[0] = 0;
    trace_reset();
}

EXPORT void fake_event(const uint16_t *text, uint32_t size) {
    events[count] = malloc(size);
    memcpy(events[count], text, size);
    octets[count++] = size;
}

EXPORT void fake_audit_fail(const char *function, uint32_t code) {
    strncpy(fail_name, function, sizeof fail_name - 1);
    fail_function = fail_name;
    fail_code = code;
}

EXPORT void fake_audit_settings(uint32_t two_bits_each) { settings = two_bits_each; }
EXPORT const char *fake_query(void) { return query_seen; }

EXPORT int32_t fake_audit_live(void) {
    return live_results * 1000000 + live_events * 10000 + live_subscriptions * 100 + live_blocks;
}

static void see(const uint16_t *query) {
    size_t at = 0;
    for (; query[at] && at < sizeof query_seen - 1; at++) query_seen[at] = (char) query[at];
    query_seen[at] = 0;
}

EXPORT void *EvtQuery(void *session, const uint16_t *path, const uint16_t *query, uint32_t flags) {
    trace("EvtQuery %s %s 0x%x\n", session ? "session" : "null", path ? ascii(path) : "null", flags);
    see(query);
    if (refused("EvtQuery")) return NULL;
    live_results++;
    next = 0;
    return &live_results;
}

EXPORT int32_t EvtNext(void *results, uint32_t size, void **array, uint32_t timeout, uint32_t flags, uint32_t *returned) {
    trace("EvtNext %u %d %u\n", size, (int) timeout, flags);
    (void) results;
    if (refused("EvtNext")) return 0;
    *returned = 0;
    while (next < count && *returned < size) {
        array[(*returned)++] = &events[next++];
        live_events++;
    }
    if (*returned == 0) set_last_error(259);
    return *returned != 0;
}

EXPORT int32_t EvtRender(void *context, void *event, uint32_t flags, uint32_t room, void *buffer, uint32_t *used,
                         uint32_t *properties) {
    uint32_t which = (uint32_t) ((uint16_t **) event - events);
    trace("EvtRender %s %u %u\n", context ? "context" : "null", flags, room);
    *properties = 0;
    *used = octets[which];
    if (refused("EvtRender")) return 0;
    if (room < octets[which]) {
        set_last_error(122);
        return 0;
    }
    memcpy(buffer, events[which], octets[which]);
    return 1;
}

EXPORT int32_t EvtClose(void *handle) {
    if (handle == &live_results) live_results--;
    else if (handle == &live_subscriptions) {
        live_subscriptions--;
        subscriber = NULL;
    } else live_events--;
    return 1;
}

EXPORT void *EvtSubscribe(void *session, void *signal, const uint16_t *path, const uint16_t *query, void *bookmark,
                          void *context, callback given, uint32_t flags) {
    trace("EvtSubscribe %s %s %s %s %s %u\n", session ? "session" : "null", signal ? "signal" : "null",
          path ? ascii(path) : "null", bookmark ? "bookmark" : "null", context ? "context" : "null", flags);
    see(query);
    if (refused("EvtSubscribe")) return NULL;
    live_subscriptions++;
    subscriber = given;
    return &live_subscriptions;
}

struct firing {
    uint32_t action;
    void *event;
};

static void *fire(void *argument) {
    struct firing *firing = argument;
    subscriber(firing->action, NULL, firing->event);
    return NULL;
}

/* Calls the subscriber from a foreign thread, with each event, or with a code; returns how often. */
static int32_t fire_on_thread(struct firing firing) {
    pthread_t thread;
    if (!subscriber || pthread_create(&thread, NULL, fire, &firing)) return 0;
    pthread_join(thread, NULL);
    return 1;
}

EXPORT int32_t fake_deliver(void) {
    int32_t called = 0;
    for (uint32_t i = 0; i < count; i++) called += fire_on_thread((struct firing){1, &events[i]});
    return called;
}

EXPORT int32_t fake_deliver_error(uint32_t code) {
    return fire_on_thread((struct firing){0, (void *) (uintptr_t) code});
}

/* BOOLEAN is one octet: what stands above it in the register is not part of the answer. */
EXPORT uint64_t AuditQuerySystemPolicy(const struct guid *subcategories, uint32_t number, struct information **policy) {
    uint64_t above = 0x5a5a5a00u;
    trace("AuditQuerySystemPolicy %u", number);
    for (uint32_t i = 0; i < number; i++) trace(" %08x-%04x", subcategories[i].data1, subcategories[i].data2);
    trace("\n");
    if (refused("AuditQuerySystemPolicy")) return above;
    *policy = calloc(number, sizeof **policy);
    live_blocks++;
    for (uint32_t i = 0; i < number; i++) {
        uint32_t bits = settings >> (2 * i) & 3;
        (*policy)[i].subcategory = subcategories[i];
        (*policy)[i].information = bits ? bits : 4;
    }
    return above | 1;
}

EXPORT void AuditFree(void *block) {
    free(block);
    live_blocks--;
}
