/**
 * From shared secrets to keys in IKEv1: the SKEYID family, the hashes that prove and authenticate, KEYMAT (RFC 2409 §5 and
 * appendix B). Pure computation on values; intermediate secrets are wiped.
 */
@NullMarked
package io.secureconnect.core.ike.v1.keys;

import org.jspecify.annotations.NullMarked;
