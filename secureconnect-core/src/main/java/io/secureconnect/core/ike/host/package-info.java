/** All IKE sessions of a host: who begins, who is let in, and which one stays when there are two. */
@NullMarked
package io.secureconnect.core.ike.host;

import org.jspecify.annotations.NullMarked;
