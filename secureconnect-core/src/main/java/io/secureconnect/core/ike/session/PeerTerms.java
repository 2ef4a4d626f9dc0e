package io.secureconnect.core.ike.session;

import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.auth.Authenticator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What policy asks of the IKE SA with one peer, and of the child it carries.
 *
 * @param path the addresses between which IKE and the child run, as this host has them; behind a NAT the wire shows others
 * @param peer the peer's workload id, for texts
 * @param ikeProposals best first, with the switch to hybrid key exchange already thrown
 * @param espProposals best first, only those that the kernel has
 * @param childParameters everything of the child but its proposal and encapsulation, which are negotiated
 * @param perfectForwardSecrecy whether each rekeyed child has a key exchange of its own
 * @param ikeLifetime how long the keys of IKE serve; replaced a little earlier, at a random moment
 * @param udpEncapsulation whether ESP travels in UDP
 * @param livenessInterval after how long a silence the peer is asked whether it lives
 * @param natKeepaliveInterval how often a NAT before this host is reminded of its mapping
 * @param childWithAuthentication whether the child is made with IKE_AUTH; else IKE begins without (RFC 6023), and the child
 *     follows with a key exchange of its own
 * @param authentication makes what proves both ends
 * @param postquantumKey mixed into the keys (RFC 8784)
 */
public record PeerTerms(
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
        boolean childWithAuthentication,
        Authenticator.Factory authentication,
        Optional<PostquantumPreSharedKey> postquantumKey) {
    public PeerTerms {
        ikeProposals = List.copyOf(ikeProposals);
        espProposals = List.copyOf(espProposals);
    }
}
