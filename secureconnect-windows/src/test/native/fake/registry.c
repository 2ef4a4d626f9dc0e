#include "registry.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct handle {
    void *value;
    int live;
    uint32_t taken;
};
struct subscriber {
    void *handle;
    int live;
    struct subscription subscription;
};
struct block {
    uint8_t *memory;
    uint64_t octets;
    int live;
};
struct key {
    const void *address;
    uint32_t octets;
};
struct failure {
    int function;
    int nth;
    uint32_t code;
};

static struct {
    struct handle *handles;
    struct block *blocks;
    struct key *keys;
    struct failure *failures;
    struct subscriber *subscribers;
    int handle_count, subscriber_count, block_count, key_count, failure_count;
    int double_frees;
    uint64_t last_id;
    int (*plug)(int function, void **arguments);
} state;

static FILE *trace;
static int trace_asked;
static atomic_flag locked = ATOMIC_FLAG_INIT;

void lock(void) {
    while (atomic_flag_test_and_set(&locked)) {
    }
}

void unlock(void) {
    atomic_flag_clear(&locked);
}

void *grow(void **items, int *count, size_t size) {
    *items = realloc(*items, (size_t) (*count + 1) * size);
    if (!*items) {
        abort();
    }
    void *added = (char *) *items + (size_t) (*count)++ * size;
    return memset(added, 0, size);
}

#define GROW(items) grow((void **) &state.items##s, &state.items##_count, sizeof *state.items##s)

static struct handle *find(void *value) {
    for (int i = state.handle_count - 1; i >= 0; i--) {
        if (state.handles[i].value == value) {
            return &state.handles[i];
        }
    }
    return NULL;
}

void *new_handle(void) {
    lock();
    void *value = (void *) (uintptr_t) (0x5ec00000a0000000 + 16 * (uint64_t) (state.handle_count + 1));
    unlock();
    return value;
}

void handle_opened(void *handle) {
    lock();
    struct handle *opened = GROW(handle);
    opened->value = handle;
    opened->live = 1;
    unlock();
}

void handle_closed(void *handle) {
    lock();
    struct handle *found = find(handle);
    if (found) {
        found->live = 0;
    }
    for (int i = 0; i < state.subscriber_count; i++) {
        if (state.subscribers[i].handle == handle) {
            state.subscribers[i].live = 0;
        }
    }
    unlock();
}

int handle_ordinal(void *handle, int *live) {
    lock();
    struct handle *found = find(handle);
    *live = found && found->live;
    int ordinal = found ? (int) (found - state.handles) + 1 : 0;
    unlock();
    return ordinal;
}

uint32_t take_entries(void *handle, uint32_t wanted, uint32_t all, uint32_t *first) {
    lock();
    struct handle *found = find(handle);
    uint32_t taken = 0;
    *first = 0;
    if (found) {
        *first = found->taken;
        taken = all - found->taken < wanted ? all - found->taken : wanted;
        found->taken += taken;
    }
    unlock();
    return taken;
}

void subscribe(void *handle, enum callback_kind kind, void *callback, void *context) {
    lock();
    struct subscriber *added = GROW(subscriber);
    *added = (struct subscriber) {handle, 1, {kind, callback, context}};
    unlock();
}

int subscription_at(int index, struct subscription *found) {
    lock();
    int is_there = 0;
    for (int i = 0; i < state.subscriber_count && !is_there; i++) {
        if (state.subscribers[i].live && index-- == 0) {
            *found = state.subscribers[i].subscription;
            is_there = 1;
        }
    }
    unlock();
    return is_there;
}

void *fake_allocate(uint64_t octets) {
    void *memory = calloc(1, octets ? octets : 1);
    if (!memory) {
        abort();
    }
    lock();
    struct block *added = GROW(block);
    *added = (struct block) {memory, octets, 1};
    unlock();
    return memory;
}

int block_ordinal(const void *memory) {
    lock();
    int ordinal = 0;
    for (int i = 0; i < state.block_count && memory; i++) {
        if (state.blocks[i].memory == memory) {
            ordinal = i + 1;
        }
    }
    unlock();
    return ordinal;
}

uint64_t fake_block_octets(const void *memory) {
    int ordinal = block_ordinal(memory);
    return ordinal ? state.blocks[ordinal - 1].octets : 0;
}

/* What was given back is overwritten, and kept until the reset, so that no other block comes to stand there. */
int free_block(void *memory) {
    int ordinal = block_ordinal(memory);
    lock();
    struct block *found = ordinal ? &state.blocks[ordinal - 1] : NULL;
    int freed = found && found->live;
    if (freed) {
        memset(found->memory, 0xdd, found->octets);
        found->live = 0;
    } else if (memory) {
        state.double_frees++;
    }
    unlock();
    return freed;
}

void note_key(const void *address, uint32_t octets) {
    if (address && octets) {
        lock();
        struct key *added = GROW(key);
        *added = (struct key) {address, octets};
        unlock();
    }
}

uint64_t next_id(void) {
    lock();
    uint64_t id = ++state.last_id;
    unlock();
    return id;
}

void fake_fail(int function, int nth, uint32_t code) {
    lock();
    struct failure *found = NULL;
    for (int i = 0; i < state.failure_count; i++) {
        if (state.failures[i].function == function) {
            found = &state.failures[i];
        }
    }
    if (!found) {
        found = GROW(failure);
    }
    *found = (struct failure) {function, nth, code};
    unlock();
}

uint32_t failure_of(int function) {
    lock();
    uint32_t code = 0;
    for (int i = 0; i < state.failure_count; i++) {
        struct failure *failure = &state.failures[i];
        if (failure->function == function && failure->code) {
            if (failure->nth <= 1) {
                code = failure->code;
            }
            if (failure->nth == 1) {
                failure->code = 0; /* its turn is over */
            } else if (failure->nth > 1) {
                failure->nth--;
            }
        }
    }
    unlock();
    return code;
}

int (*plugged(void))(int function, void **arguments) {
    lock();
    int (*plug)(int, void **) = state.plug;
    unlock();
    return plug;
}

void fake_plug(int (*call)(int function, void **arguments)) {
    lock();
    state.plug = call;
    unlock();
}

int fake_live_handles(void) {
    lock();
    int live = 0;
    for (int i = 0; i < state.handle_count; i++) {
        live += state.handles[i].live;
    }
    unlock();
    return live;
}

int fake_live_blocks(void) {
    lock();
    int live = 0;
    for (int i = 0; i < state.block_count; i++) {
        live += state.blocks[i].live;
    }
    unlock();
    return live;
}

int fake_double_frees(void) {
    lock();
    int frees = state.double_frees;
    unlock();
    return frees;
}

int fake_keys(int index, const void **address, uint32_t *octets) {
    lock();
    int is_there = index >= 0 && index < state.key_count;
    if (is_there) {
        *address = state.keys[index].address;
        *octets = state.keys[index].octets;
    }
    unlock();
    return is_there;
}

void fake_reset(void) {
    lock();
    for (int i = 0; i < state.block_count; i++) {
        free(state.blocks[i].memory);
    }
    free(state.handles);
    free(state.blocks);
    free(state.keys);
    free(state.failures);
    free(state.subscribers);
    memset(&state, 0, sizeof state);
    unlock();
}

void fake_trace(const char *path) {
    lock();
    if (trace) {
        fclose(trace);
    }
    trace_asked = 1;
    trace = path ? fopen(path, "wb") : NULL;
    unlock();
}

void append_trace(const char *characters, size_t length) {
    lock();
    if (!trace_asked) {
        const char *path = getenv("FAKE_TRACE");
        trace = path ? fopen(path, "wb") : NULL;
        trace_asked = 1;
    }
    if (trace) {
        fwrite(characters, 1, length, trace);
        fputc('\n', trace);
        fflush(trace);
    }
    unlock();
}
