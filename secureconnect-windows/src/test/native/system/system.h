/* What the parts of the fake system libraries share: exports, the last error, the trace. Self-written; no Windows header. */
#ifndef SYSTEM_H
#define SYSTEM_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

/* GetLastError of JNA is errno on this system. */
void set_last_error(uint32_t code);
void trace_reset(void);
void trace(const char *format, ...) __attribute__((format(printf, 1, 2)));
const char *ascii(const uint16_t *utf16);

#endif
