package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.sa.IkeIdentity;

/**
 * What a peer said in the message that proved it.
 *
 * @param initialContact whether it knows of no earlier SA with this host
 */
record PeerProven(IkeIdentity identity, boolean initialContact) {}
