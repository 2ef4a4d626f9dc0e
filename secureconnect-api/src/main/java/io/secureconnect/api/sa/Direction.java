package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;

/** The way of a packet, seen from the host whose kernel holds the object. */
@PublicApi
public enum Direction {
    INBOUND,
    OUTBOUND
}
