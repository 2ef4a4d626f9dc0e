#include "registry.h"
#include "samples.h"
#include "thread.h"
#include "trace.h"

#include <string.h>

struct firing {
    enum callback_kind kind;
    const void *event;
    int called;
};

static const char *const callbacks[] = {
        "FWPM_NET_EVENT_CALLBACK0", "FWPM_NET_EVENT_CALLBACK1", "IPSEC_SA_CONTEXT_CALLBACK0", "FWPM_FILTER_CHANGE_CALLBACK0"};

static void trace_firing(const struct firing *firing) {
    struct text text = {0}, *t = &text;
    put_line(t, "call back ");
    put(t, callbacks[firing->kind]);
    t->depth++;
    switch (firing->kind) {
    case FWPM_NET_EVENT_CALLBACK0:
        trace_FWPM_NET_EVENT1(t, firing->event);
        break;
    case FWPM_NET_EVENT_CALLBACK1:
        trace_FWPM_NET_EVENT2(t, firing->event);
        break;
    case IPSEC_SA_CONTEXT_CALLBACK0:
        trace_IPSEC_SA_CONTEXT_CHANGE0(t, firing->event);
        break;
    case FWPM_FILTER_CHANGE_CALLBACK0:
        trace_FWPM_FILTER_CHANGE0(t, firing->event);
        break;
    }
    append_trace(text.characters, text.length);
    discard(t);
}

static void call(const struct subscription *subscription, const void *event) {
    switch (subscription->kind) {
    case FWPM_NET_EVENT_CALLBACK0:
        ((NET_EVENT_CALLBACK0) subscription->callback)(subscription->context, event);
        break;
    case FWPM_NET_EVENT_CALLBACK1:
        ((NET_EVENT_CALLBACK1) subscription->callback)(subscription->context, event);
        break;
    case IPSEC_SA_CONTEXT_CALLBACK0:
        ((SA_CONTEXT_CALLBACK0) subscription->callback)(subscription->context, event);
        break;
    case FWPM_FILTER_CHANGE_CALLBACK0:
        ((FILTER_CHANGE_CALLBACK0) subscription->callback)(subscription->context, event);
        break;
    }
}

static void fire_here(void *argument) {
    struct firing *firing = argument;
    struct subscription subscription;
    for (int i = 0; subscription_at(i, &subscription); i++) {
        if (subscription.kind == firing->kind) {
            trace_firing(firing);
            call(&subscription, firing->event);
            firing->called++;
        }
    }
}

static int fire(enum callback_kind kind, const void *event, int foreign) {
    struct firing firing = {kind, event, 0};
    if (foreign) {
        run_in_thread(fire_here, &firing);
    } else {
        fire_here(&firing);
    }
    return firing.called;
}

int fake_fire_net_event(const void *event, int version, int foreign) {
    return fire(version == 1 ? FWPM_NET_EVENT_CALLBACK0 : FWPM_NET_EVENT_CALLBACK1, event, foreign);
}

int fake_fire_sa_change(uint32_t change_type, uint64_t sa_context_id, int foreign) {
    IPSEC_SA_CONTEXT_CHANGE0 change = {change_type, sa_context_id};
    return fire(IPSEC_SA_CONTEXT_CALLBACK0, &change, foreign);
}

int fake_fire_filter_change(uint32_t change_type, const GUID *filter_key, uint64_t filter_id, int foreign) {
    FWPM_FILTER_CHANGE0 change = {change_type, *filter_key, filter_id};
    return fire(FWPM_FILTER_CHANGE_CALLBACK0, &change, foreign);
}

/* The memory is the filter engine's, and gone once the callbacks have returned. */
int fake_fire_samples(int foreign) {
    int called = 0;
    for (uint32_t number = 0; number < SAMPLE_EVENT_TYPES; number++) {
        void *event1 = sample_FWPM_NET_EVENT1(number);
        void *event2 = sample_FWPM_NET_EVENT2(number);
        called += fake_fire_net_event(event1, 1, foreign);
        called += fake_fire_net_event(event2, 2, foreign);
        free_block(event1);
        free_block(event2);
    }
    return called;
}

#define SHOW(name) else if (!strcmp(type, #name)) { trace_##name(t, structure); }
int fake_show(const char *type, const void *structure) {
    struct text text = {0}, *t = &text;
    put_line(t, "show ");
    put(t, type);
    t->depth++;
    int known = 1;
    if (!structure) {
        put(t, " null");
    }
    STRUCTS(SHOW)
    else {
        known = 0;
    }
    append_trace(text.characters, text.length);
    discard(t);
    return known;
}

void fake_note(const char *line) {
    struct text text = {0};
    put_line(&text, "note ");
    put(&text, line);
    append_trace(text.characters, text.length);
    discard(&text);
}
