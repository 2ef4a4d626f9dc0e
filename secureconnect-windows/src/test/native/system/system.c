#include "system.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

static char lines[65536];
static size_t length;

void set_last_error(uint32_t code) { errno = (int) code; }

void trace_reset(void) { length = 0; lines[0] = 0; }

void trace(const char *format, ...) {
    va_list values;
    va_start(values, format);
    if (length < sizeof lines) length += (size_t) vsnprintf(lines + length, sizeof lines - length, format, values);
    va_end(values);
}

const char *ascii(const uint16_t *utf16) {
    static char text[256];
    size_t at = 0;
    if (!utf16) return "null";
    while (utf16[at] && at < sizeof text - 1) {
        text[at] = (char) utf16[at];
        at++;
    }
    text[at] = 0;
    return text;
}

EXPORT const char *fake_trace(void) { return lines; }
