/** Keys that the operating system's own IKE agrees on: what policy wants becomes terms for its daemon. */
@NullMarked
package io.secureconnect.core.keying.daemon;

import org.jspecify.annotations.NullMarked;
