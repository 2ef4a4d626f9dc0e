/**
 * From shared secrets to keys: SKEYSEED, prf+, the keys of an IKE SA and of its children, and what is signed in IKE_AUTH
 * (RFC 7296 §2.13 to §2.18, RFC 8784, RFC 9242, RFC 9370). Pure computation on values; intermediate secrets are wiped.
 */
@NullMarked
package io.secureconnect.core.ike.keys;

import org.jspecify.annotations.NullMarked;
