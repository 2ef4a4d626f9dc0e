/** What IKEv1 needs of cryptography beside what version 2 has: a cipher whose IVs come from outside, and signatures over bare hashes. */
@NullMarked
package io.secureconnect.core.ike.v1.crypto;

import org.jspecify.annotations.NullMarked;
