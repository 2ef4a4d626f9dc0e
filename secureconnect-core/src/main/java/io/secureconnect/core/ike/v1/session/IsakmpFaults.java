package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.spi.UdpEndpoint;
import java.util.OptionalInt;

/** What goes wrong without a message of the peer that says so. */
final class IsakmpFaults {
    private IsakmpFaults() {}

    static IkeFault timeout(String exchange, UdpEndpoint remote) {
        return of(
                NegotiationFailure.PEER_TIMEOUT,
                "no answer to " + exchange + " from " + remote
                        + "; is the peer up, does it speak IKEv1, does a firewall let UDP pass on the ports of IKE?");
    }

    static IkeFault proofUnanswered(UdpEndpoint remote) {
        return of(
                NegotiationFailure.AUTHENTICATION_FAILED,
                "the peer at " + remote
                        + " answered main mode until this host proved itself, and then no more, as one does that can't decrypt the proof; do both"
                        + " ends have the same key, and does a firewall let UDP pass on this port?");
    }

    static IkeFault peerDead(UdpEndpoint remote) {
        return of(
                NegotiationFailure.PEER_DEAD,
                "the peer at " + remote + " stopped answering (RFC 3706); the path stays blocked until it does");
    }

    static IkeFault noCredential(HostPair path) {
        return of(
                NegotiationFailure.NO_CREDENTIAL,
                "this host has nothing to prove itself with on " + path + "; give it a key or a certificate");
    }

    static IkeFault noSpi(HostPair path) {
        return of(NegotiationFailure.KERNEL_REFUSED, "the kernel gave no SPI for " + path + "; its log says why");
    }

    static IkeFault renewalCutOff(HostPair path) {
        return of(
                NegotiationFailure.PEER_REFUSED,
                "the peer gave up the ISAKMP SA of " + path + " before all was made anew; it is tried again");
    }

    static IkeFault kernelRefused(SaId sa, String why) {
        return of(NegotiationFailure.KERNEL_REFUSED, "the kernel refused the SA " + sa + ": " + why);
    }

    static IkeFault encapsulationForbidden(HostPair path) {
        return of(
                NegotiationFailure.ENCAPSULATION_FORBIDDEN,
                "a NAT stands between " + path
                        + ", and the policy forbids UDP encapsulation; allow it with udpEncapsulation auto");
    }

    private static IkeFault of(NegotiationFailure reason, String what) {
        return new IkeFault(reason, OptionalInt.empty(), what);
    }
}
