/*
 * Stands for crypt32 and ncrypt: certificates that a test puts in, keys that a test signs with. It writes down what it is
 * passed, counts what is open, and fails when it is told to.
 */
#include "system.h"

#define STORES 3
#define MOST 16

struct context { /* CERT_CONTEXT */
    uint32_t encoding_type;
    const uint8_t *encoded;
    uint32_t octets;
    void *info;
    void *store;
};

struct certificate {
    struct context context;
    uint8_t der[4096];
    uint32_t key; /* 0: usable; else the error */
};

struct store {
    char name[8];
    struct certificate all[MOST];
    uint32_t count;
};

typedef int32_t (*signer)(const uint8_t *certificate, uint32_t octets, uint32_t flags, const uint16_t *hash_name,
                          uint32_t salt, const uint8_t *hash, uint32_t hash_octets, uint8_t *signature, uint32_t *made);

static struct store stores[STORES] = {{.name = "MY"}, {.name = "CA"}, {.name = "ROOT"}};
static signer sign;
static uint32_t open_error;
static int live_stores, live_contexts, live_keys;

static struct store *by_name(const uint16_t *name) {
    for (int i = 0; i < STORES; i++) {
        int at = 0;
        while (stores[i].name[at] && (uint16_t) stores[i].name[at] == name[at]) at++;
        if (!stores[i].name[at] && !name[at]) return &stores[i];
    }
    return NULL;
}

EXPORT void fake_crypt_reset(void) {
    for (int i = 0; i < STORES; i++) stores[i].count = 0;
    sign = NULL;
    open_error = 0;
    live_stores = live_contexts = live_keys = 0;
    trace_reset();
}

EXPORT void fake_certificate(int32_t store, const uint8_t *der, uint32_t octets, uint32_t key) {
    struct certificate *new = &stores[store].all[stores[store].count++];
    memcpy(new->der, der, octets);
    new->context = (struct context){1, new->der, octets, NULL, &stores[store]};
    new->key = key;
}

EXPORT void fake_signer(signer given) { sign = given; }
EXPORT void fake_open_error(uint32_t code) { open_error = code; }
EXPORT int32_t fake_live(void) { return live_stores * 10000 + live_contexts * 100 + live_keys; }

EXPORT void *CertOpenStore(const char *provider, uint32_t encoding, uintptr_t crypt, uint32_t flags, const uint16_t *name) {
    struct store *found = by_name(name);
    trace("CertOpenStore %u %u %u 0x%x %s\n", (unsigned) (uintptr_t) provider, encoding, (unsigned) crypt, flags,
          found ? found->name : "?");
    if (open_error || !found) {
        set_last_error(open_error ? open_error : 2);
        return NULL;
    }
    live_stores++;
    return found;
}

EXPORT const struct context *CertEnumCertificatesInStore(void *handle, const struct context *before) {
    struct store *store = handle;
    uint32_t next = 0;
    if (before) {
        next = (uint32_t) (((const struct certificate *) before) - store->all) + 1;
        live_contexts--;
    }
    if (next >= store->count) {
        set_last_error(0x80092004u);
        return NULL;
    }
    live_contexts++;
    return &store->all[next].context;
}

EXPORT int32_t CertFreeCertificateContext(const struct context *context) {
    if (context) live_contexts--;
    return 1;
}

EXPORT int32_t CertCloseStore(void *handle, uint32_t flags) {
    trace("CertCloseStore %s %u\n", ((struct store *) handle)->name, flags);
    live_stores--;
    return 1;
}

EXPORT int32_t CryptAcquireCertificatePrivateKey(const struct context *context, uint32_t flags, void *parameters,
                                                 uintptr_t *key, uint32_t *key_spec, int32_t *must_free) {
    const struct certificate *certificate = (const struct certificate *) context;
    trace("CryptAcquireCertificatePrivateKey 0x%x %s\n", flags, parameters ? "parameters" : "null");
    if (certificate->key) {
        set_last_error(certificate->key);
        return 0;
    }
    *key = (uintptr_t) certificate;
    *key_spec = 0xFFFFFFFFu;
    *must_free = 1;
    live_keys++;
    return 1;
}

EXPORT int32_t NCryptSignHash(uintptr_t key, const void *padding, const uint8_t *hash, uint32_t octets, uint8_t *signature,
                              uint32_t room, uint32_t *made, uint32_t flags) {
    const struct certificate *certificate = (const struct certificate *) key;
    const uint16_t *name = NULL;
    uint32_t salt = 0;
    if (padding) memcpy(&name, padding, sizeof name);
    if (flags & 8) memcpy(&salt, (const uint8_t *) padding + sizeof name, sizeof salt);
    trace("NCryptSignHash 0x%x %s %u %u/%u\n", flags, padding ? ascii(name) : "-", salt, octets, room);
    return sign(certificate->der, certificate->context.octets, flags, name, salt, hash, octets, signature, made);
}

EXPORT int32_t NCryptFreeObject(uintptr_t key) {
    if (key) live_keys--;
    return 0;
}
