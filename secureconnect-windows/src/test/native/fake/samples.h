/* Structures that the fake makes up, each with all that it points to in one block of memory, as the filter engine does it. */
#ifndef SAMPLES_H
#define SAMPLES_H

#include "fake.h"

/* Each enumeration has so many entries. */
#define SAMPLE_ENTRIES 3

#define SAMPLED(S) \
    S(FWP_VALUE0) S(FWPM_PROVIDER0) S(FWPM_SUBLAYER0) S(FWPM_FILTER0) S(FWPM_PROVIDER_CONTEXT2) S(IPSEC_SA_CONTEXT1) \
    S(IKEEXT_SA_DETAILS2) S(FWPM_NET_EVENT1) S(FWPM_NET_EVENT2)

/* One, or an array of pointers to so many, in memory for FwpmFreeMemory0. No two numbers make the same. */
#define DECLARE_SAMPLE(name) name *sample_##name(uint32_t number); name **samples_##name(uint32_t first, uint32_t count);
SAMPLED(DECLARE_SAMPLE)

void sample_IPSEC_STATISTICS1(IPSEC_STATISTICS1 *statistics);

/* One of the types that net events have, from 0 on, with a number that no other has. */
#define SAMPLE_EVENT_TYPES 6

#endif
