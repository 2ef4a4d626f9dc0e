/** Sealing of key instructions with Bouncy Castle; nothing else in keying imports it. */
@NullMarked
package io.secureconnect.core.keying.bc;

import org.jspecify.annotations.NullMarked;
