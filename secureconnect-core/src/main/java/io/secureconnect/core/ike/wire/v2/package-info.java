/** The payloads of IKEv2 as values, and their one description (RFC 7296 §3). */
@NullMarked
package io.secureconnect.core.ike.wire.v2;

import org.jspecify.annotations.NullMarked;
