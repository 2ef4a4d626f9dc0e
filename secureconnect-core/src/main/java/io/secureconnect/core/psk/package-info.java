/** Pre-shared keys: those of pairs derived from those of organizations (RFC 5869), and how they are written down. */
@NullMarked
package io.secureconnect.core.psk;

import org.jspecify.annotations.NullMarked;
