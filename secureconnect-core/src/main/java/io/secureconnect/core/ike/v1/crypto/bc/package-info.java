/** The part of IKEv1's cryptography that Bouncy Castle does, and the choice between the two. */
@NullMarked
package io.secureconnect.core.ike.v1.crypto.bc;

import org.jspecify.annotations.NullMarked;
