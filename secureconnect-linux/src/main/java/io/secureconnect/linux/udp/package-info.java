/** UDP ports of IKE and of ESP in UDP (RFC 3948): who holds them, who reads them, and the port to the calls that open them. */
@NullMarked
package io.secureconnect.linux.udp;

import org.jspecify.annotations.NullMarked;
