package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.Spi;

/**
 * What can be said of one child of a session.
 *
 * @param inbound chosen by this host
 * @param outbound chosen by the peer
 * @param replaced whether another one took its place, so that it only lasts until the peer knows
 */
public record ChildView(Spi inbound, Spi outbound, EspParameters parameters, boolean replaced) {}
