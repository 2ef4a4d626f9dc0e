/**
 * What IKE needs of cryptography, as ports; the algorithms themselves are the providers'.
 *
 * <p>Keys go in as secrets that are lent for the time of a call. A provider's own object may hold the last key that it
 * worked with until it gets the next.
 */
@NullMarked
package io.secureconnect.core.ike.crypto;

import org.jspecify.annotations.NullMarked;
