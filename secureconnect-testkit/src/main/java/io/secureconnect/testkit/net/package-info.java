/** Wires between in-memory kernels: what they do to packets, what was on them, and whether any of it was in clear. */
@NullMarked
package io.secureconnect.testkit.net;

import org.jspecify.annotations.NullMarked;
