/** What two ends agree on: proposals and traffic selectors (RFC 7296 §2.7, §2.9). */
@NullMarked
package io.secureconnect.core.ike.negotiate;

import org.jspecify.annotations.NullMarked;
