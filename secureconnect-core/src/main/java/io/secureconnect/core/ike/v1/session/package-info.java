/** Everything between this host and one peer on one path with IKEv1: its ISAKMP SAs, and the children that outlive them. */
@NullMarked
package io.secureconnect.core.ike.v1.session;

import org.jspecify.annotations.NullMarked;
