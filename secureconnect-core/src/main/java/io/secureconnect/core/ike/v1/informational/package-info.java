/** Informational exchanges under an ISAKMP SA: deletes, notifications, questions for life (RFC 2409 §5.7, RFC 3706). */
@NullMarked
package io.secureconnect.core.ike.v1.informational;

import org.jspecify.annotations.NullMarked;
