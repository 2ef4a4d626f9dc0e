/** UDP ports on which the kernel takes ESP out of UDP (RFC 3948): who holds them, and the port to the calls that open them. */
@NullMarked
package io.secureconnect.linux.udp;

import org.jspecify.annotations.NullMarked;
