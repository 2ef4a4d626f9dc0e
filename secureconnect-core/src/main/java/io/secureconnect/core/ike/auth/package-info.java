/** How the two ends of an IKE SA prove who they are (RFC 7296 §2.15, RFC 7427). */
@NullMarked
package io.secureconnect.core.ike.auth;

import org.jspecify.annotations.NullMarked;
