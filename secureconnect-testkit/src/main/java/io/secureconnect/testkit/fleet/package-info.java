/** Many hosts in one JVM, each with its kernel and the real engine, on one network, one clock and one distributor. */
@NullMarked
package io.secureconnect.testkit.fleet;

import org.jspecify.annotations.NullMarked;
