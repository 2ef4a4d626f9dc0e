/** A small certificate authority for tests: any chain, good or bad, in the forms in which it comes to a host. */
@NullMarked
package io.secureconnect.testkit.pki;

import org.jspecify.annotations.NullMarked;
