#include "reference.h"

#include <stdlib.h>

GUID provider_key, high_key, low_key;

void ok(DWORD code, const char *call) {
    if (code) {
        fprintf(stderr, "%s: 0x%08lx\n", call, code);
        exit(1);
    }
}

void fail(const char *function, int nth, UINT32 code) {
    for (int i = 0; fake_function(i); i++) {
        if (!strcmp(fake_function(i), function)) {
            fake_fail(i, nth, code);
            return;
        }
    }
    ok(1, function);
}

GUID guid(int number) {
    return (GUID) {0x5ec0c0de, 0x1234, 0x4a5b, {0x8c, 0x6d, 0x7e, 0x8f, 0x90, 0x00, (BYTE) (number >> 8), (BYTE) number}};
}

GUID parse(const char *text) {
    unsigned a, b, c, d[8];
    GUID parsed;
    if (sscanf(text, "%8x-%4x-%4x-%2x%2x-%2x%2x%2x%2x%2x%2x", &a, &b, &c, d, d + 1, d + 2, d + 3, d + 4, d + 5, d + 6, d + 7)
            != 11) {
        ok(1, text);
    }
    parsed.Data1 = a;
    parsed.Data2 = (USHORT) b;
    parsed.Data3 = (USHORT) c;
    for (int i = 0; i < 8; i++) {
        parsed.Data4[i] = (BYTE) d[i];
    }
    return parsed;
}

FWP_BYTE_BLOB octets(int count, int first) {
    BYTE *made = count ? malloc((size_t) count) : NULL;
    for (int i = 0; i < count; i++) {
        made[i] = (BYTE) (first + i);
    }
    return (FWP_BYTE_BLOB) {(UINT32) count, made};
}

void *keep(void *block) {
    size_t words = fake_block_octets(block) / sizeof(UINT64);
    UINT64 *copy = malloc(words * sizeof *copy);
    memcpy(copy, block, words * sizeof *copy);
    for (size_t i = 0; i < words; i++) {
        UINT64 offset = copy[i] - (UINT64) block;
        if (offset < words * sizeof *copy) {
            copy[i] = (UINT64) copy + offset;
        }
    }
    FwpmFreeMemory0(&block);
    return copy;
}

static void port(void) {
    FWPM_SESSION0 session = {.displayData = {L"static", L"sessi\u00f6n"}, .txnWaitTimeoutInMSec = 15000};
    HANDLE engine;
    OK(FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &engine));
    objects(engine);
    sas(engine);
    contexts(engine);
    events(engine);
    OK(FwpmEngineClose0(engine));

    FWPM_SESSION0 dynamic = {guid(0x50), {L"dynamic", L""}, FWPM_SESSION_FLAG_DYNAMIC, 0x80000001, 0x80000002, NULL,
            L"\u00fcser", TRUE};
    OK(FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &dynamic, &engine));
    OK(FwpmEngineClose0(engine));
}

int main(int argc, char **argv) {
    provider_key = guid(1);
    high_key = guid(2);
    low_key = guid(3);
    if (argc == 2 && !strcmp(argv[1], "port")) {
        port();
    } else if (argc == 2 && !strcmp(argv[1], "backend")) {
        backend();
    } else {
        fprintf(stderr, "usage: reference port|backend\n");
        return 2;
    }
    return 0;
}
