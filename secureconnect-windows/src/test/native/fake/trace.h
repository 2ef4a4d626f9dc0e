/* Structures as text, each by the list of its members. */
#ifndef TRACE_H
#define TRACE_H

#include "text.h"

#define DECLARE_TRACE(name) void trace_##name(struct text *t, const name *v);
DECLARE_TRACE(FWP_BYTE_BLOB)
STRUCTS(DECLARE_TRACE)

#endif
