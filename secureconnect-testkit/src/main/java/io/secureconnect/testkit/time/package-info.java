/** Time and randomness that tests decide: a clock that stands until it is moved, octets that come again with their seed. */
@NullMarked
package io.secureconnect.testkit.time;

import org.jspecify.annotations.NullMarked;
