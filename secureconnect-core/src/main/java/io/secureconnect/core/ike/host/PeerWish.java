package io.secureconnect.core.ike.host;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.CodePointOrder;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.spi.IkePorts;
import java.time.Duration;
import java.util.List;

/**
 * What policy wants of IKE on one path; two of them are equal if nothing about the path has changed.
 *
 * @param path as this host sees it
 * @param local this host's workload id
 * @param peer the peer's
 * @param version which IKE the two speak
 * @param authentication how both prove who they are
 * @param ikeProposals best first, only those that this version has
 * @param espProposals best first, only those that the kernel has
 * @param childParameters everything of the child but its proposal and encapsulation
 * @param perfectForwardSecrecy whether each rekeyed child has a key exchange of its own
 * @param ikeLifetime how long the keys of IKE serve
 * @param udpEncapsulation whether ESP travels in UDP
 * @param ikePorts where both ends speak IKE and receive ESP in UDP; sessions keep those that they began with
 */
public record PeerWish(
        HostPair path,
        String local,
        String peer,
        IkeVersion version,
        Authentication authentication,
        List<IkeProposal> ikeProposals,
        List<EspProposal> espProposals,
        EspParameters childParameters,
        boolean perfectForwardSecrecy,
        Duration ikeLifetime,
        UdpEncapsulation udpEncapsulation,
        IkePorts ikePorts) {
    public PeerWish {
        ikeProposals = List.copyOf(ikeProposals);
        espProposals = List.copyOf(espProposals);
    }

    /** Whether this host is the one that begins: the end whose id is first in code-point order. */
    boolean beginsHere() {
        return CodePointOrder.compare(local, peer) < 0;
    }
}
