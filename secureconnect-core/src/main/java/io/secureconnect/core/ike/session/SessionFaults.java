package io.secureconnect.core.ike.session;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.spi.UdpEndpoint;
import java.util.OptionalInt;

/** What goes wrong without a message of the peer that says so. */
final class SessionFaults {
    private SessionFaults() {}

    static IkeFault timeout(String exchange, UdpEndpoint remote) {
        return of(
                NegotiationFailure.PEER_TIMEOUT,
                "no answer to " + exchange + " from " + remote
                        + "; is the peer up, does a firewall let UDP pass on the ports of IKE?");
    }

    static IkeFault peerDead(UdpEndpoint remote) {
        return of(
                NegotiationFailure.PEER_DEAD,
                "the peer at " + remote + " stopped answering (RFC 7296 §2.4); the path stays blocked until it does");
    }

    static IkeFault kernelRefused(SaId sa, String why) {
        return of(NegotiationFailure.KERNEL_REFUSED, "the kernel refused the SA " + sa + ": " + why);
    }

    private static IkeFault of(NegotiationFailure reason, String what) {
        return new IkeFault(reason, OptionalInt.empty(), what);
    }
}
