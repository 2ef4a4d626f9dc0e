/** What main mode, quick mode and informational exchanges of IKEv1 share: IV chains, fragments, messages sent again. */
@NullMarked
package io.secureconnect.core.ike.v1.exchange;

import org.jspecify.annotations.NullMarked;
