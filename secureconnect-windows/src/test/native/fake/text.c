#include "text.h"

#include <stdlib.h>
#include <string.h>

static void append(struct text *t, const char *characters, size_t count) {
    if (t->length + count > t->room) {
        t->room = (t->length + count) * 2 + 1024;
        t->characters = realloc(t->characters, t->room);
        if (!t->characters) {
            abort();
        }
    }
    memcpy(t->characters + t->length, characters, count);
    t->length += count;
}

void put(struct text *t, const char *characters) {
    append(t, characters, strlen(characters));
}

void put_line(struct text *t, const char *name) {
    if (t->length > 0) {
        append(t, "\n", 1);
    }
    for (int i = 0; i < t->depth; i++) {
        append(t, "  ", 2);
    }
    put(t, name);
}

void put_decimal(struct text *t, uint64_t value) {
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char) ('0' + value % 10);
        value /= 10;
    } while (value);
    append(t, digits + at, sizeof digits - at);
}

static void put_digits(struct text *t, uint64_t value, int digits, const char *alphabet) {
    for (int i = digits - 1; i >= 0; i--) {
        append(t, alphabet + (value >> (4 * i) & 15), 1);
    }
}

void put_hex(struct text *t, uint64_t value, int digits) {
    put(t, "0x");
    put_digits(t, value, digits, "0123456789abcdef");
}

void put_octets(struct text *t, const void *octets, size_t count) {
    for (size_t i = 0; i < count; i++) {
        put_digits(t, ((const uint8_t *) octets)[i], 2, "0123456789abcdef");
    }
}

void put_guid(struct text *t, const GUID *guid) {
    static const char *const capitals = "0123456789ABCDEF";
    put(t, "{");
    put_digits(t, guid->Data1, 8, capitals);
    put(t, "-");
    put_digits(t, guid->Data2, 4, capitals);
    put(t, "-");
    put_digits(t, guid->Data3, 4, capitals);
    put(t, "-");
    for (int i = 0; i < 8; i++) {
        if (i == 2) {
            put(t, "-");
        }
        put_digits(t, guid->Data4[i], 2, capitals);
    }
    put(t, "}");
}

static void put_character(struct text *t, unsigned character) {
    if (character >= 0x20 && character < 0x7f && character != '"' && character != '\\') {
        char plain = (char) character;
        append(t, &plain, 1);
    } else {
        put(t, "\\u");
        put_digits(t, character, 4, "0123456789abcdef");
    }
}

void put_utf16(struct text *t, const UTF16 *value) {
    if (!value) {
        put(t, "null");
        return;
    }
    put(t, "\"");
    for (; *value; value++) {
        put_character(t, *value);
    }
    put(t, "\"");
}

void put_ascii(struct text *t, const char *value) {
    if (!value) {
        put(t, "null");
        return;
    }
    put(t, "\"");
    for (; *value; value++) {
        put_character(t, (uint8_t) *value);
    }
    put(t, "\"");
}

void put_pointer(struct text *t, const void *pointer) {
    put(t, pointer ? "given" : "null");
}

void discard(struct text *t) {
    free(t->characters);
    *t = (struct text) {0};
}
