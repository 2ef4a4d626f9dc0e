/** How messages travel: protection, fragments, message ids, windows and retransmission (RFC 7296 §2.1 to §2.3, RFC 7383). */
@NullMarked
package io.secureconnect.core.ike.exchange;

import org.jspecify.annotations.NullMarked;
