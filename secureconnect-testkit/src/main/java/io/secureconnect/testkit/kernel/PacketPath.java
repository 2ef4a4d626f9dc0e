package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.BackendEvent;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of a packet through a kernel: outbound from policy to SA to ESP, inbound from ESP to SA to policy (RFC 4301 §5),
 * counting drops where Linux counts them.
 */
final class PacketPath {
    private static final int UDP_HEADER = 8;
    /** No next header: a dummy packet (RFC 4303 §2.6). */
    private static final int DUMMY = 59;

    private final KernelState kernel;
    private byte[] buffer = new byte[2048];

    PacketPath(KernelState kernel) {
        this.kernel = kernel;
    }

    /** What goes on the wire; null for nothing. */
    @Nullable
    IpPacket out(IpPacket packet) {
        SpdEntry policy = kernel.spd.match(packet, Direction.OUTBOUND);
        if (policy == null || policy.action() == SpdEntry.Action.PASS) {
            return packet;
        }
        if (policy.action() == SpdEntry.Action.DISCARD) {
            return drop(XfrmCounter.OUT_POL_BLOCK);
        }
        Sad.Wish wish = new Sad.Wish(packet.source(), packet.destination(), policy.reqid());
        SadEntry sa = kernel.sad.outboundFor(wish);
        if (sa == null) {
            kernel.acquire(policy, wish);
            return drop(XfrmCounter.OUT_NO_STATES);
        }
        if (!kernel.mayCarry(sa)) {
            return drop(XfrmCounter.OUT_STATE_EXPIRED);
        }
        if (!sa.hasNextSequence()) {
            return drop(XfrmCounter.OUT_STATE_SEQ_ERROR);
        }
        return seal(sa, packet);
    }

    /** What the host accepts; null for nothing. */
    @Nullable
    IpPacket in(IpPacket packet) {
        if (packet.protocol() == IpProtocol.ESP) {
            return open(packet, 0);
        }
        if (isForEncapsulationPort(packet)) {
            switch (UdpEncapsulation.classify(packet.data())) {
                case ESP:
                    return open(packet, UDP_HEADER);
                case KEEPALIVE:
                    return null;
                case IKE:
                    break;
            }
        }
        return kernel.sockets.listenerFor(packet).isPresent() ? packet : admit(packet, null);
    }

    private IpPacket seal(SadEntry sa, IpPacket packet) {
        byte[] payload = packet.rawPayload();
        EspTransform transform = sa.transform();
        byte[] esp = new byte[transform.sealedLength(payload.length)];
        transform.seal(sa.nextSequence(), packet.protocol(), payload, payload.length, esp);
        sa.count(payload.length);
        Optional<UdpEncapsulationTemplate> udp = sa.parameters().udpEncapsulation();
        return udp.isPresent()
                ? IpPacket.udp(
                        packet.source(),
                        udp.get().localPort(),
                        packet.destination(),
                        udp.get().remotePort(),
                        esp)
                : IpPacket.wrap(packet.source(), packet.destination(), IpProtocol.ESP, esp);
    }

    private @Nullable IpPacket open(IpPacket packet, int offset) {
        byte[] octets = packet.rawPayload();
        int length = octets.length - offset;
        if (length < PacketCipher.HEADER) {
            return drop(XfrmCounter.IN_HDR_ERROR);
        }
        SadEntry sa = inboundFor(packet, BigEndian.intAt(octets, offset));
        if (sa == null) {
            return drop(XfrmCounter.IN_NO_STATES);
        }
        if (sa.isLarval()) {
            return drop(XfrmCounter.ACQUIRE_ERROR);
        }
        if (sa.parameters().udpEncapsulation().isPresent() != (offset > 0)) {
            return drop(XfrmCounter.IN_STATE_MISMATCH);
        }
        long sequence = sa.window().resolve(BigEndian.intAt(octets, offset + 4));
        if (sequence == ReplayWindow.REJECTED) {
            return drop(XfrmCounter.IN_STATE_SEQ_ERROR);
        }
        if (!kernel.mayCarry(sa)) {
            return drop(XfrmCounter.IN_STATE_EXPIRED);
        }
        byte[] text = bufferOf(length);
        int textLength = sa.transform().open(sequence, octets, offset, length, text);
        if (textLength < 0) {
            return drop(XfrmCounter.IN_STATE_PROTO_ERROR);
        }
        sa.window().accept(sequence);
        int payload = EspTrailer.payloadLength(text, textLength);
        sa.count(payload);
        tellMapping(sa, packet);
        int nextHeader = EspTrailer.nextHeader(text, textLength);
        if (nextHeader == DUMMY) {
            return null;
        }
        if (!packet.source().equals(sa.source())) {
            return drop(XfrmCounter.IN_STATE_MISMATCH);
        }
        return admit(
                IpPacket.wrap(packet.source(), packet.destination(), nextHeader, Arrays.copyOf(text, payload)), sa);
    }

    /** Asks the policy about a packet that came by {@code sa}, or by none. */
    private @Nullable IpPacket admit(IpPacket packet, @Nullable SadEntry sa) {
        SpdEntry policy = kernel.spd.match(packet, Direction.INBOUND);
        if (policy == null || policy.action() == SpdEntry.Action.PASS) {
            return packet;
        }
        if (policy.action() == SpdEntry.Action.DISCARD) {
            return drop(XfrmCounter.IN_POL_BLOCK);
        }
        return sa != null && sa.reqid == policy.reqid() ? packet : drop(XfrmCounter.IN_TMPL_MISMATCH);
    }

    private @Nullable SadEntry inboundFor(IpPacket packet, int spi) {
        boolean reserved = spi >= 0 && spi < Spi.LOWEST;
        return reserved
                ? null
                : kernel.sad.find(packet.destination(), new Spi(spi)).orElse(null);
    }

    private boolean isForEncapsulationPort(IpPacket packet) {
        return packet.protocol() == IpProtocol.UDP
                && packet.destinationPort().isPresent()
                && (kernel.sad.isEncapsulationPort(packet.destinationPort().getAsInt())
                        || kernel.sockets.isEncapsulationPort(
                                packet.destinationPort().getAsInt()));
    }

    /** A NAT between the hosts may give the peer another address or port at any time (RFC 3948 §5, RFC 7296 §2.23). */
    private void tellMapping(SadEntry sa, IpPacket packet) {
        Optional<UdpEncapsulationTemplate> udp = sa.parameters().udpEncapsulation();
        if (udp.isPresent()) {
            int port = packet.sourcePort().orElseThrow();
            boolean asExpected =
                    packet.source().equals(sa.source()) && port == udp.get().remotePort();
            BackendEvent.MappingChanged mapping = new BackendEvent.MappingChanged(sa.id, packet.source(), port);
            if (!asExpected && sa.isNewMapping(mapping)) {
                kernel.mappingChanged(sa, mapping);
            }
        }
    }

    private byte[] bufferOf(int length) {
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        return buffer;
    }

    private @Nullable IpPacket drop(XfrmCounter counter) {
        kernel.counters.count(counter);
        return null;
    }
}
