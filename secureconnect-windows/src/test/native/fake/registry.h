/* What the fake remembers between calls. All of it may be called by any thread. */
#ifndef REGISTRY_H
#define REGISTRY_H

#include "fake.h"

enum callback_kind {
    FWPM_NET_EVENT_CALLBACK0,
    FWPM_NET_EVENT_CALLBACK1,
    IPSEC_SA_CONTEXT_CALLBACK0,
    FWPM_FILTER_CHANGE_CALLBACK0
};

struct subscription {
    enum callback_kind kind;
    void *callback;
    void *context;
};

void lock(void);
void unlock(void);
/* Grows an array by one zeroed item, and returns that. */
void *grow(void **items, int *count, size_t size);

/* A number for a new handle, which no pointer has. */
void *new_handle(void);
void handle_opened(void *handle);
void handle_closed(void *handle);
/* From 1 on in the order of opening; 0 for one that nobody opened. */
int handle_ordinal(void *handle, int *live);
/* How many of so many entries are still left for this enumeration, and no more than are wanted. */
uint32_t take_entries(void *handle, uint32_t wanted, uint32_t all, uint32_t *first);

void subscribe(void *handle, enum callback_kind kind, void *callback, void *context);
/* The subscription at this number, from 0 on; 0 if there are not so many. */
int subscription_at(int index, struct subscription *found);

int block_ordinal(const void *block);
int free_block(void *block);
void note_key(const void *address, uint32_t octets);

uint64_t next_id(void);
/* The code to fail with, 0 for none. */
uint32_t failure_of(int function);
int (*plugged(void))(int function, void **arguments);
void append_trace(const char *characters, size_t length);

#endif
