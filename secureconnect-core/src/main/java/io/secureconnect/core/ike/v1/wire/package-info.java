/**
 * ISAKMP messages as they are on the wire (RFC 2408 §3, RFC 2407 §4, RFC 3947), decoded from octets that anyone may have sent.
 */
@NullMarked
package io.secureconnect.core.ike.v1.wire;

import org.jspecify.annotations.NullMarked;
