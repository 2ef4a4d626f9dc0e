/** Keys that two hosts agree on by themselves, with IKEv2 (RFC 7296). */
@NullMarked
package io.secureconnect.core.keying.ike;

import org.jspecify.annotations.NullMarked;
