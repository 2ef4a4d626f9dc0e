/* A text that grows, in which every system writes numbers alike. */
#ifndef TEXT_H
#define TEXT_H

#include "wfp.h"

struct text {
    char *characters;
    size_t length;
    size_t room;
    int depth; /* of the block that lines are put into */
};

void put(struct text *t, const char *characters);
/* Starts a line at the depth. */
void put_line(struct text *t, const char *name);
void put_decimal(struct text *t, uint64_t value);
void put_hex(struct text *t, uint64_t value, int digits);
void put_octets(struct text *t, const void *octets, size_t count);
void put_guid(struct text *t, const GUID *guid);
/* In quotes, what is not printable ASCII as \uXXXX; null for a null pointer. */
void put_utf16(struct text *t, const UTF16 *value);
void put_ascii(struct text *t, const char *value);
/* A pointer that nobody follows: null or given, for its number differs from run to run. */
void put_pointer(struct text *t, const void *pointer);
void discard(struct text *t);

#endif
