/** Main mode: phase 1 of IKEv1 in six messages (RFC 2409 §5), with what RFC 3947 and RFC 3706 add to it. */
@NullMarked
package io.secureconnect.core.ike.v1.mainmode;

import org.jspecify.annotations.NullMarked;
