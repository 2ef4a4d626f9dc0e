/** Fleets of modelled Windows hosts and in-memory Linux ones, with the real engine on each. */
@NullMarked
package io.secureconnect.windows.fleet;

import org.jspecify.annotations.NullMarked;
