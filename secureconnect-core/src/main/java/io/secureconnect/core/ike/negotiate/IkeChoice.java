package io.secureconnect.core.ike.negotiate;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.wire.v2.Payload.Proposal;

/**
 * What both ends take to protect IKE.
 *
 * @param answer the proposal that says so, without the SPI of the one who answers
 * @param peerSpi of the one who offered; empty in IKE_SA_INIT, where the header has it
 */
public record IkeChoice(IkeProposal proposal, Proposal answer, Bytes peerSpi) {
    /** The answer with the SPI of the one who gives it. */
    public Proposal answer(Bytes spi) {
        return new Proposal(answer.number(), answer.protocol(), spi, answer.transforms());
    }
}
