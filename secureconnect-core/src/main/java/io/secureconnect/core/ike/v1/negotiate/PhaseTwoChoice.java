package io.secureconnect.core.ike.v1.negotiate;

import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.negotiate.EspProposals;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Proposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Transform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What both ends take to protect the packets of a child.
 *
 * @param group of this quick mode's own key exchange; empty without PFS
 * @param encapsulation the number of the encapsulation mode
 * @param number of the proposal, as it was offered
 * @param transform as it was offered
 * @param peerSpi the peer's inbound SPI
 * @param lifetime what the transform says; empty if it says nothing
 * @param kilobytes the same for the octets of an SA, in units of 1024
 */
public record PhaseTwoChoice(
        EspProposal proposal,
        Optional<KeyExchangeMethod> group,
        int encapsulation,
        int number,
        Transform transform,
        Spi peerSpi,
        Optional<Duration> lifetime,
        OptionalLong kilobytes) {
    /**
     * The SA payload of the one who answers.
     *
     * @param inbound its SPI
     */
    public SecurityAssociation answer(Spi inbound) {
        Proposal proposal = new Proposal(number, Associations.ESP, EspProposals.octets(inbound), List.of(transform));
        return Associations.of(List.of(proposal));
    }
}
