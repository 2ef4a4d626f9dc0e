/**
 * Questions to a real Windows that its documentation leaves open ({@code docs/adr/0009-windows-filter-plan.md}), asked through
 * the port of the filter engine. Each has throw-away objects under random keys, about addresses of documentation (RFC 5737, RFC
 * 3849), which are removed whatever happens.
 */
@NullMarked
package io.secureconnect.windows.selftest;

import org.jspecify.annotations.NullMarked;
