package io.secureconnect.core.ike.task;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.negotiate.EspProposals;
import io.secureconnect.core.ike.negotiate.Selectors;
import io.secureconnect.core.ike.wire.v2.Payload.TrafficSelectors;

/**
 * What a child must be like.
 *
 * @param path as this host has it
 * @param nat what stands between the two ends
 */
public record ChildTerms(HostPair path, EspProposals proposals, NatDetection nat) {
    /** Whether selectors mean this host, or what the peer has to take for it behind a NAT (RFC 7296 §2.23.1). */
    boolean meanLocal(TrafficSelectors selectors) {
        return mean(selectors, path.local(), nat.localNat());
    }

    /** Whether selectors mean the peer, or what it takes itself for behind a NAT. */
    boolean meanRemote(TrafficSelectors selectors) {
        return mean(selectors, path.remote(), nat.remoteNat());
    }

    private static boolean mean(TrafficSelectors selectors, IpAddress address, boolean substituted) {
        return Selectors.mean(selectors, address)
                || substituted && Selectors.meanOneAddress(selectors, address.family());
    }
}
