/*
 * What the fake exports beside the functions of fwpuclnt.dll, for tests. Every call of those is written to the trace, and then
 * answered: by fake_fail if it is its turn, else by whoever fake_plug put in, else with success and made-up values.
 */
#ifndef FAKE_H
#define FAKE_H

#include "wfp.h"

#ifdef _WIN32
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

typedef void (*NET_EVENT_CALLBACK0)(void *context, const FWPM_NET_EVENT1 *event);
typedef void (*NET_EVENT_CALLBACK1)(void *context, const FWPM_NET_EVENT2 *event);
typedef void (*FILTER_CHANGE_CALLBACK0)(void *context, const FWPM_FILTER_CHANGE0 *change);
typedef void (*SA_CONTEXT_CALLBACK0)(void *context, const IPSEC_SA_CONTEXT_CHANGE0 *change);

/* Where the trace goes from now on, from its start; null ends it. The environment's FAKE_TRACE is the first. */
EXPORTED void fake_trace(const char *path);
/* A structure of this type that the caller has, or a line of its own, so that the trace has what it read, too. 0: no such type. */
EXPORTED int fake_show(const char *type, const void *structure);
EXPORTED void fake_note(const char *line);
/* Forgets everything: handles, blocks, keys, subscriptions, failures, the plug and the numbers given so far. Not the trace. */
EXPORTED void fake_reset(void);

/* The names of the functions, by their numbers from 0 on; null behind the last. FwpmFreeMemory0 is not among them. */
EXPORTED const char *fake_function(int function);
/* Who answers: a slot of 64 bits for each argument in its order. Null for made-up success. */
EXPORTED void fake_plug(int (*call)(int function, void **arguments));
/* The nth call from now on, from 1 on, returns this code, or every call for 0. The code 0 takes that back. */
EXPORTED void fake_fail(int function, int nth, uint32_t code);

/* Memory that FwpmFreeMemory0 takes back; all zero. */
EXPORTED void *fake_allocate(uint64_t octets);
EXPORTED uint64_t fake_block_octets(const void *block);
EXPORTED int fake_live_blocks(void);
/* How often memory was given back that was none, or no more. */
EXPORTED int fake_double_frees(void);
/* Engines, enumerations and subscriptions that were opened and not closed. */
EXPORTED int fake_live_handles(void);
/* Where the key was that was seen at this number, from 0 on; 0 if there were not so many. */
EXPORTED int fake_keys(int index, const void **address, uint32_t *octets);

/*
 * Calls those who subscribed, from a thread of its own if it is to be foreign, and returns how many it called once they have
 * returned. An event is a FWPM_NET_EVENT1 for those of FwpmNetEventSubscribe0 (version 1), or a FWPM_NET_EVENT2 (version 2).
 */
EXPORTED int fake_fire_net_event(const void *event, int version, int foreign);
EXPORTED int fake_fire_sa_change(uint32_t change_type, uint64_t sa_context_id, int foreign);
EXPORTED int fake_fire_filter_change(uint32_t change_type, const GUID *filter_key, uint64_t filter_id, int foreign);
/* The same with one made-up event of each type. */
EXPORTED int fake_fire_samples(int foreign);

EXPORTED void FwpmFreeMemory0(void **p);

#endif
