/**
 * Scenarios on a real Linux kernel: network namespaces and wires between them, traffic, a witness of what is on the wire
 * (tcpdump) and a judge that is not ours (tshark). Works only inside the guest that {@code lab/run} boots.
 */
@NullMarked
package io.secureconnect.linux.lab;

import org.jspecify.annotations.NullMarked;
