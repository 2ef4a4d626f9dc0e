package io.secureconnect.core.ike.keys;

import io.secureconnect.api.sa.Bytes;

/**
 * The nonces of one exchange, without payload headers. Initiator is whoever began that exchange, not the IKE SA.
 *
 * @param initiator Ni
 * @param responder Nr
 */
public record Nonces(Bytes initiator, Bytes responder) {}
