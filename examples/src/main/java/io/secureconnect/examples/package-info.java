/** The {@code secureconnect} command line, which is also the reference agent. */
@NullMarked
package io.secureconnect.examples;

import org.jspecify.annotations.NullMarked;
