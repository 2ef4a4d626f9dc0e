/** Certificates: read from what files and peers send, and believed or not (RFC 5280, RFC 4945). No network, no clock. */
@NullMarked
package io.secureconnect.core.pki;

import org.jspecify.annotations.NullMarked;
