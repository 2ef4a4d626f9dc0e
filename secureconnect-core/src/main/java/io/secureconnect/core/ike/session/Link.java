package io.secureconnect.core.ike.session;

import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.core.ike.task.NatDetection;
import io.secureconnect.core.ike.wire.NonEspMarker;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.util.Optional;

/** Where the datagrams of a session come from and go to, and what stands in between. */
final class Link {
    /** Every IPv6 link carries it, and practically every IPv4 link (RFC 7383 §2.5.1). */
    private static final int PACKET_OCTETS = 1280;

    private static final int UDP_OCTETS = 8;

    private final IkePorts ports;
    private final UdpEncapsulation encapsulation;
    private UdpEndpoint local;
    private UdpEndpoint remote;
    private NatDetection nat = NatDetection.none();

    Link(IkePorts ports, UdpEncapsulation encapsulation, UdpEndpoint local, UdpEndpoint remote) {
        this.ports = ports;
        this.encapsulation = encapsulation;
        this.local = local;
        this.remote = remote;
    }

    UdpEndpoint local() {
        return local;
    }

    UdpEndpoint remote() {
        return remote;
    }

    NatDetection nat() {
        return nat;
    }

    /** Remembers what IKE_SA_INIT found. */
    void detected(NatDetection found) {
        nat = found;
    }

    /** Whether a NAT is there and policy forbids what it would need. */
    boolean isForbidden() {
        return encapsulation == UdpEncapsulation.NEVER && nat.isDetected();
    }

    /** Whether this host is to look as if it were behind a NAT. */
    boolean pretends() {
        return encapsulation == UdpEncapsulation.FORCE;
    }

    boolean encapsulates() {
        return encapsulation == UdpEncapsulation.FORCE || nat.isDetected();
    }

    /** Goes on between the ports of NAT traversal (RFC 7296 §2.23). */
    void moveToNatTraversal() {
        local = new UdpEndpoint(local.address(), ports.natTraversal());
        remote = new UdpEndpoint(remote.address(), ports.natTraversal());
    }

    boolean isBetween(Datagram datagram) {
        return local.equals(datagram.local()) && remote.equals(datagram.remote());
    }

    void moveTo(UdpEndpoint newLocal, UdpEndpoint newRemote) {
        local = newLocal;
        remote = newRemote;
    }

    /** ESP in UDP as both SAs of a child have it; empty for plain ESP. */
    Optional<UdpEncapsulationTemplate> template() {
        if (!encapsulates()) {
            return Optional.empty();
        }
        boolean moved = local.port() == ports.natTraversal();
        return Optional.of(new UdpEncapsulationTemplate(
                ports.natTraversal(), moved && remote.port() != 0 ? remote.port() : ports.natTraversal()));
    }

    /** A message on its way to the peer. */
    Datagram datagram(Bytes message) {
        return new Datagram(local, remote, isMarked(local) ? NonEspMarker.mark(message.toArray()) : message);
    }

    Datagram keepalive() {
        return new Datagram(local, remote, NonEspMarker.keepalive());
    }

    private boolean isMarked(UdpEndpoint endpoint) {
        return endpoint.port() == ports.natTraversal();
    }

    /** The message in a datagram, without a marker; empty if it is none of IKE. */
    Optional<byte[]> message(Datagram datagram) {
        if (!isMarked(datagram.local())) {
            return Optional.of(datagram.payload().toArray());
        }
        return NonEspMarker.contentOf(datagram.payload()) == NonEspMarker.Content.IKE
                ? Optional.of(NonEspMarker.strip(datagram.payload()))
                : Optional.empty();
    }

    /** The most octets of a message that need no fragmentation by IP. */
    int messageLimit() {
        int ip = local.family() == AddressFamily.IPV4 ? 20 : 40;
        return PACKET_OCTETS - ip - UDP_OCTETS - (isMarked(local) ? NonEspMarker.OCTETS : 0);
    }
}
