/** What two ends agree on in phase 1 and in phase 2 (RFC 2409 §5 and appendix A, RFC 2407 §4.5). */
@NullMarked
package io.secureconnect.core.ike.v1.negotiate;

import org.jspecify.annotations.NullMarked;
