/** Which messages and payloads are legal, and what a peer did wrong if they are not. */
@NullMarked
package io.secureconnect.core.ike.rules;

import org.jspecify.annotations.NullMarked;
