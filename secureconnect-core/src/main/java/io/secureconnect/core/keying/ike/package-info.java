/** Keys that two hosts agree on by themselves, with IKEv2 (RFC 7296), and with IKEv1 (RFC 2409) where a pair needs it. */
@NullMarked
package io.secureconnect.core.keying.ike;

import org.jspecify.annotations.NullMarked;
