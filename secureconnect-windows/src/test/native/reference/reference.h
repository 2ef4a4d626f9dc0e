/*
 * A native program of Windows that does what the scenarios in Java do, with mingw's headers, and so with nothing of ours but
 * what these headers lack or have wrong. That is supplied here.
 */
#ifndef REFERENCE_H
#define REFERENCE_H

#define _WIN32_WINNT 0x0a00
/* Declared with flags of 32 bits there, where the SDK has 64. */
#define IPsecSaContextUpdate0 IPsecSaContextUpdate0_of_32_bits
#include <winsock2.h>
#include <windows.h>
#include <fwpmu.h>
#include <stdio.h>
#include <string.h>
#undef IPsecSaContextUpdate0

#include "constants.h"
#include "guids.h"

DWORD WINAPI IPsecSaContextUpdate0(HANDLE engineHandle, UINT64 flags, const IPSEC_SA_CONTEXT1 *newValues);

#if __MINGW64_VERSION_MAJOR <= 10 /* those of later versions may have them */
typedef struct {
    UINT32 numKeyMods;
    GUID *keyModKeys;
    UINT32 flags;
} IPSEC_KEYING_POLICY1;

typedef struct {
    UINT32 numIpsecProposals;
    IPSEC_PROPOSAL0 *ipsecProposals;
    UINT32 flags;
    UINT32 ndAllowClearTimeoutSeconds;
    IPSEC_SA_IDLE_TIMEOUT0 saIdleTimeout;
    IKEEXT_EM_POLICY2 *emPolicy;
} IPSEC_TRANSPORT_POLICY2;

typedef struct {
    GUID providerContextKey;
    FWPM_DISPLAY_DATA0 displayData;
    UINT32 flags;
    GUID *providerKey;
    FWP_BYTE_BLOB providerData;
    UINT32 type;
    void *policy;
    UINT64 providerContextId;
} FWPM_PROVIDER_CONTEXT2;

typedef struct {
    void *enumTemplate;
    UINT32 flags;
    GUID sessionKey;
} IPSEC_SA_CONTEXT_SUBSCRIPTION0;

typedef struct {
    UINT32 changeType;
    UINT64 saContextId;
} IPSEC_SA_CONTEXT_CHANGE0;

typedef void(CALLBACK *IPSEC_SA_CONTEXT_CALLBACK0)(void *context, const IPSEC_SA_CONTEXT_CHANGE0 *change);

DWORD WINAPI FwpmProviderContextAdd2(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT2 *providerContext,
        PSECURITY_DESCRIPTOR sd, UINT64 *id);
DWORD WINAPI FwpmProviderContextEnum2(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested,
        FWPM_PROVIDER_CONTEXT2 ***entries, UINT32 *numEntriesReturned);
DWORD WINAPI IkeextSaEnum2(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested,
        IKEEXT_SA_DETAILS2 ***entries, UINT32 *numEntriesReturned);
DWORD WINAPI IPsecSaContextSubscribe0(HANDLE engineHandle, const IPSEC_SA_CONTEXT_SUBSCRIPTION0 *subscription,
        IPSEC_SA_CONTEXT_CALLBACK0 callback, void *context, HANDLE *eventsHandle);
DWORD WINAPI IPsecSaContextUnsubscribe0(HANDLE engineHandle, HANDLE eventsHandle);
#endif

/* What the fake has beside. */
int fake_show(const char *type, const void *structure);
UINT64 fake_block_octets(const void *block);
void fake_note(const char *line);
const char *fake_function(int function);
void fake_fail(int function, int nth, UINT32 code);
int fake_fire_samples(int foreign);
int fake_fire_sa_change(UINT32 change_type, UINT64 sa_context_id, int foreign);
int fake_fire_filter_change(UINT32 change_type, const GUID *filter_key, UINT64 filter_id, int foreign);

/* Ends the program if a call fails that is to succeed. */
#define OK(call) ok((call), #call)
void ok(DWORD code, const char *call);
/* The nth call of this function from now on fails; nth 0: every call. */
void fail(const char *function, int nth, UINT32 code);

/*
 * A copy of what the filter engine put down in one block, with pointers into the block moved along, and the block given back:
 * who uses what it read only then finds nothing there.
 */
void *keep(void *block);

/* Values that Values.java has as well. */
GUID guid(int number);
GUID parse(const char *text);
/* So many octets that count up from the first; of a few hundred that the program has room for. */
FWP_BYTE_BLOB octets(int count, int first);

extern GUID provider_key, high_key, low_key;

void objects(HANDLE engine);
void sas(HANDLE engine);
void contexts(HANDLE engine);
void events(HANDLE engine);
void backend(void);

#endif
