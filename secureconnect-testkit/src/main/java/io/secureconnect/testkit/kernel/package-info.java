/** An IPsec kernel of one host in memory: SPD, SAD, real ESP, and the backend that works on it. */
@NullMarked
package io.secureconnect.testkit.kernel;

import org.jspecify.annotations.NullMarked;
