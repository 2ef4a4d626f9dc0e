/** The proofs of phase 1 of IKEv1: by pre-shared key, or by signature and certificate (RFC 2409 §5, RFC 4754). */
@NullMarked
package io.secureconnect.core.ike.v1.auth;

import org.jspecify.annotations.NullMarked;
