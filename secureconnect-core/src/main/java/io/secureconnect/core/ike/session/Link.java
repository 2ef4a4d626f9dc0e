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
public final class Link {
    /** Every IPv6 link carries it, and practically every IPv4 link (RFC 7383 §2.5.1). */
    private static final int PACKET_OCTETS = 1280;

    private static final int UDP_OCTETS = 8;

    private final IkePorts ports;
    private final UdpEncapsulation encapsulation;
    private UdpEndpoint local;
    private UdpEndpoint remote;
    private NatDetection nat = NatDetection.none();

    public Link(IkePorts ports, UdpEncapsulation encapsulation, UdpEndpoint local, UdpEndpoint remote) {
        this.ports = ports;
        this.encapsulation = encapsulation;
        this.local = local;
        this.remote = remote;
    }

    public UdpEndpoint local() {
        return local;
    }

    public UdpEndpoint remote() {
        return remote;
    }

    public NatDetection nat() {
        return nat;
    }

    /** Remembers what IKE_SA_INIT found. */
    public void detected(NatDetection found) {
        nat = found;
    }

    /** Whether a NAT is there and policy forbids what it would need. */
    public boolean isForbidden() {
        return encapsulation == UdpEncapsulation.NEVER && nat.isDetected();
    }

    /** Whether this host is to look as if it were behind a NAT. */
    public boolean pretends() {
        return encapsulation == UdpEncapsulation.FORCE;
    }

    public boolean encapsulates() {
        return encapsulation == UdpEncapsulation.FORCE || nat.isDetected();
    }

    /** Goes on between the ports of NAT traversal (RFC 7296 §2.23). */
    public void moveToNatTraversal() {
        local = new UdpEndpoint(local.address(), ports.natTraversal());
        remote = new UdpEndpoint(remote.address(), ports.natTraversal());
    }

    public boolean isBetween(Datagram datagram) {
        return local.equals(datagram.local()) && remote.equals(datagram.remote());
    }

    public void moveTo(UdpEndpoint newLocal, UdpEndpoint newRemote) {
        local = newLocal;
        remote = newRemote;
    }

    /** ESP in UDP as both SAs of a child have it; empty for plain ESP. */
    public Optional<UdpEncapsulationTemplate> template() {
        if (!encapsulates()) {
            return Optional.empty();
        }
        boolean moved = local.port() == ports.natTraversal();
        return Optional.of(new UdpEncapsulationTemplate(
                ports.natTraversal(), moved && remote.port() != 0 ? remote.port() : ports.natTraversal()));
    }

    /** A message on its way to the peer. */
    public Datagram datagram(Bytes message) {
        return new Datagram(local, remote, isMarked(local) ? NonEspMarker.mark(message.toArray()) : message);
    }

    public Datagram keepalive() {
        return new Datagram(local, remote, NonEspMarker.keepalive());
    }

    private boolean isMarked(UdpEndpoint endpoint) {
        return endpoint.port() == ports.natTraversal();
    }

    /** The message in a datagram, without a marker; empty if it is none of IKE. */
    public Optional<byte[]> message(Datagram datagram) {
        if (!isMarked(datagram.local())) {
            return Optional.of(datagram.payload().toArray());
        }
        return NonEspMarker.contentOf(datagram.payload()) == NonEspMarker.Content.IKE
                ? Optional.of(NonEspMarker.strip(datagram.payload()))
                : Optional.empty();
    }

    /** The most octets of a message that need no fragmentation by IP. */
    public int messageLimit() {
        int ip = local.family() == AddressFamily.IPV4 ? 20 : 40;
        return PACKET_OCTETS - ip - UDP_OCTETS - (isMarked(local) ? NonEspMarker.OCTETS : 0);
    }
}
