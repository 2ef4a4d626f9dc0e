/** Quick mode: the exchange that makes a pair of ESP SAs under an ISAKMP SA (RFC 2409 §5.5, RFC 2407, RFC 3947 §5). */
@NullMarked
package io.secureconnect.core.ike.v1.quickmode;

import org.jspecify.annotations.NullMarked;
