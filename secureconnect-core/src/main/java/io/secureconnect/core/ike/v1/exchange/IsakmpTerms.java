package io.secureconnect.core.ike.v1.exchange;

import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What policy asks of phase 1 with one peer, and of the children that quick mode makes.
 *
 * @param path the addresses between which IKE and the children run, as this host has them; behind a NAT the wire shows others
 * @param peer the peer's workload id, for texts
 * @param ikeProposals best first, only those that IKEv1 can express
 * @param espProposals best first, only those that the kernel has
 * @param childParameters everything of a child but its proposal and encapsulation, which are negotiated
 * @param perfectForwardSecrecy whether each quick mode has a key exchange of its own
 * @param ikeLifetime how long an ISAKMP SA serves; replaced a little earlier, at a random moment
 * @param udpEncapsulation whether ESP travels in UDP
 * @param livenessInterval after how long a silence the peer is asked whether it lives (RFC 3706)
 * @param natKeepaliveInterval how often a NAT before this host is reminded of its mapping
 * @param authentication makes what proves both ends
 */
public record IsakmpTerms(
        HostPair path,
        String peer,
        List<IkeProposal> ikeProposals,
        List<EspProposal> espProposals,
        EspParameters childParameters,
        boolean perfectForwardSecrecy,
        Duration ikeLifetime,
        UdpEncapsulation udpEncapsulation,
        Duration livenessInterval,
        Duration natKeepaliveInterval,
        PhaseOneAuthentication.Factory authentication) {
    public IsakmpTerms {
        ikeProposals = List.copyOf(ikeProposals);
        espProposals = List.copyOf(espProposals);
    }

    /** The terms as they are at the moment; a session asks anew for each main mode and each quick mode. */
    @FunctionalInterface
    public interface Source {
        /** Empty if there are no credentials for the peer now. */
        Optional<IsakmpTerms> current();
    }
}
