/** Controller keying: what passes between a key distributor and its hosts (RFC 9061, IKE-less). */
@NullMarked
package io.secureconnect.api.keying;

import org.jspecify.annotations.NullMarked;
