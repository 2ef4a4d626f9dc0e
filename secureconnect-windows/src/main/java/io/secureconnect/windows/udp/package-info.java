/** The UDP sockets of IKE on Windows. */
@NullMarked
package io.secureconnect.windows.udp;

import org.jspecify.annotations.NullMarked;
