/** One IKE SA: its states, its exchanges and its children (RFC 7296 §2). */
@NullMarked
package io.secureconnect.core.ike.session;

import org.jspecify.annotations.NullMarked;
