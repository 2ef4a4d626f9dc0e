/** What policy wants against what a kernel holds: the ordered changes between the two, and why there may be none. */
@NullMarked
package io.secureconnect.core.reconcile;

import org.jspecify.annotations.NullMarked;
