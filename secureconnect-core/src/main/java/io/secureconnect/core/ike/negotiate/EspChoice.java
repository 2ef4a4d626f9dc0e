package io.secureconnect.core.ike.negotiate;

import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.wire.v2.Payload.Proposal;
import java.util.Optional;

/**
 * What both ends take to protect the packets of a child.
 *
 * @param keyExchange of the child itself; empty if its keys come from the IKE SA alone
 * @param answer the proposal that says so, with the SPI of whoever sent it
 * @param peerSpi the peer's inbound SPI
 */
public record EspChoice(
        EspProposal proposal,
        boolean extendedSequenceNumbers,
        Optional<KeyExchangeMethod> keyExchange,
        Proposal answer,
        Spi peerSpi) {}
