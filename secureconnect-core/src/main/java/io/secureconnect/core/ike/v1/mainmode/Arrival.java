package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;

/** Where and when a message came in. */
record Arrival(UdpEndpoint local, UdpEndpoint remote, Instant now) {}
