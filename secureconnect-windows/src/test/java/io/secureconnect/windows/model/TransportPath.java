package io.secureconnect.windows.model;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.windows.model.Arbitration.Answer;
import io.secureconnect.windows.model.Arbitration.Verdict;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.UdpPorts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way of a packet through a host: outbound from the filters to ESP, inbound from ESP to the filters. Whether ESP itself is shown
 * to the filters of the transport layers is not documented; here it is or is not, as the host was built.
 */
final class TransportPath {
    /** {@code FWPM_CONTEXT_IPSEC_OUTBOUND_NEGOTIATE_DISCOVER}: in clear until there are SAs. */
    private static final long NEGOTIATE_DISCOVER = 1;
    /** {@code FWPM_CONTEXT_IPSEC_OUTBOUND_SUPPRESS_NEGOTIATION}. */
    private static final long SUPPRESS_NEGOTIATION = 2;
    /** {@code FWPM_CONTEXT_IPSEC_INBOUND_PASSTHRU}: in clear too. */
    private static final long PASSTHRU = 1;

    private static final int UDP_HEADER = 8;
    private static final int MARKER = 4;

    private final Engine engine;
    private final SaTable sas;
    private final HostEvents events;
    private final HostCounters counters;
    private final boolean espAtTransport;
    private final Arbitration arbitration = new Arbitration();
    private final List<HostPair> acquires = new ArrayList<>();

    TransportPath(Engine engine, SaTable sas, HostEvents events, HostCounters counters, boolean espAtTransport) {
        this.engine = engine;
        this.sas = sas;
        this.events = events;
        this.counters = counters;
        this.espAtTransport = espAtTransport;
    }

    /** For which paths a keying module was asked to negotiate, in order. */
    List<HostPair> acquires() {
        return List.copyOf(acquires);
    }

    /** What goes on the wire; empty for nothing. */
    Optional<IpPacket> out(IpPacket packet) {
        Verdict verdict = classify(packet, Direction.OUTBOUND, 0, filter -> outbound(filter, packet, true));
        if (!verdict.permits()) {
            return blocked(packet, Direction.OUTBOUND, verdict);
        }
        if (verdict.esp().isEmpty()) {
            return Optional.of(packet);
        }
        IpPacket wire = seal(verdict.esp().get(), packet);
        if (espAtTransport) {
            Verdict again = classify(wire, Direction.OUTBOUND, 0, filter -> outbound(filter, wire, false));
            if (!again.permits() || again.esp().isPresent()) {
                return blocked(wire, Direction.OUTBOUND, again);
            }
        }
        counters.sent(packet);
        return Optional.of(wire);
    }

    /** What the host accepts; empty for nothing. */
    Optional<IpPacket> in(IpPacket packet) {
        boolean naked = packet.protocol() == IpProtocol.ESP;
        if (!naked && !isEspInUdp(packet)) {
            boolean keepalive = isForEncapsulationPort(packet) && packet.data().length < MARKER;
            return keepalive ? Optional.empty() : admit(packet, Optional.empty());
        }
        if (espAtTransport) {
            Verdict verdict = classify(packet, Direction.INBOUND, 0, filter -> Answer.BLOCK);
            if (!verdict.permits()) {
                return blocked(packet, Direction.INBOUND, verdict);
            }
        }
        return open(packet, naked ? 0 : UDP_HEADER);
    }

    /** Whether {@code packet} would leave as it is. Nothing is sent, told or asked for. */
    boolean sendsInClear(IpPacket packet) {
        Verdict verdict = classify(packet, Direction.OUTBOUND, 0, filter -> outbound(filter, packet, false));
        return verdict.permits() && verdict.esp().isEmpty();
    }

    /** Whether {@code packet}, coming as it is, would be accepted. */
    boolean acceptsInClear(IpPacket packet) {
        return classify(packet, Direction.INBOUND, 0, filter -> inbound(filter, Optional.empty()))
                .permits();
    }

    private Answer outbound(Filter filter, IpPacket packet, boolean asks) {
        if (!isIpsec(filter)) {
            return Answer.BLOCK;
        }
        Optional<SaPair> pair = sas.outboundFor(filter, packet);
        if (pair.isPresent()) {
            return new Answer(true, pair);
        }
        long raw = filter.context().rawContext();
        if ((raw & SUPPRESS_NEGOTIATION) == 0 && asks) {
            acquires.add(new HostPair(packet.source(), packet.destination()));
        }
        return (raw & NEGOTIATE_DISCOVER) != 0 ? Answer.PERMIT : Answer.BLOCK;
    }

    /** What came by another filter's SA is no better than clear. */
    private static Answer inbound(Filter filter, Optional<SaPair> by) {
        boolean ours = by.flatMap(pair -> pair.inboundTraffic)
                .filter(traffic -> traffic.ipsecFilterId() == filter.filterId())
                .isPresent();
        boolean passes = by.isEmpty() && (filter.context().rawContext() & PASSTHRU) != 0;
        return isIpsec(filter) && (ours || passes) ? Answer.PERMIT : Answer.BLOCK;
    }

    private static boolean isIpsec(Filter filter) {
        return TransportLayer.ofCallout(filter.action().calloutKey()).isPresent();
    }

    private static IpPacket seal(SaPair pair, IpPacket packet) {
        byte[] esp = pair.outbound.orElseThrow().seal(packet);
        Optional<UdpPorts> ports = pair.outboundPorts;
        return ports.isPresent()
                ? IpPacket.udp(
                        packet.source(),
                        ports.get().local(),
                        packet.destination(),
                        ports.get().remote(),
                        esp)
                : IpPacket.of(packet.source(), packet.destination(), IpProtocol.ESP, esp);
    }

    private Optional<IpPacket> open(IpPacket packet, int offset) {
        byte[] octets = packet.payload();
        byte[] esp = Arrays.copyOfRange(octets, Math.min(offset, octets.length), octets.length);
        if (esp.length < MARKER) {
            return dropped(packet, KernelDrop.INVALID_PACKET, 0);
        }
        int spi = ByteBuffer.wrap(esp).getInt();
        Optional<SaPair> pair =
                sas.inboundFor(spi, Bytes.wrap(packet.destination().octets()));
        if (pair.flatMap(found -> found.inbound).isEmpty()) {
            return dropped(packet, KernelDrop.BAD_SPI, spi);
        }
        SaPair by = pair.get();
        HostPair path = SaTraffic.path(by.outboundTraffic);
        boolean fits = packet.source().equals(path.remote())
                && packet.destination().equals(path.local())
                && by.inboundPorts.isPresent() == (offset > 0);
        if (!fits) {
            return dropped(packet, KernelDrop.WRONG_SA, spi);
        }
        EspState.Opened opened = by.inbound.orElseThrow().open(esp);
        if (opened.failure().isPresent()) {
            return dropped(packet, opened.failure().get(), spi);
        }
        IpPacket inner = IpPacket.of(
                packet.source(),
                packet.destination(),
                opened.nextHeader(),
                opened.payload().orElseThrow().toArray());
        Optional<IpPacket> admitted = admit(inner, pair);
        admitted.ifPresent(counters::received);
        return admitted;
    }

    private Optional<IpPacket> admit(IpPacket packet, Optional<SaPair> by) {
        int flags = by.isPresent() ? Field.IS_IPSEC_SECURED : 0;
        Verdict verdict = classify(packet, Direction.INBOUND, flags, filter -> inbound(filter, by));
        if (verdict.permits()) {
            return Optional.of(packet);
        }
        boolean callout = verdict.decided().filter(TransportPath::isIpsec).isPresent();
        return callout
                ? dropped(packet, by.isPresent() ? KernelDrop.WRONG_SA : KernelDrop.CLEAR_TEXT_DROP, 0)
                : blocked(packet, Direction.INBOUND, verdict);
    }

    private Verdict classify(IpPacket packet, Direction direction, int flags, Function<Filter, Answer> callout) {
        return arbitration.decide(
                engine.committed(), engine.isRunning(), PacketFields.of(packet, direction, flags), callout);
    }

    private boolean isForEncapsulationPort(IpPacket packet) {
        return packet.protocol() == IpProtocol.UDP
                && packet.destinationPort().isPresent()
                && sas.isEncapsulationPort(packet.destinationPort().getAsInt());
    }

    /** Told from IKE by four zeros (RFC 3948 §2.2). */
    private boolean isEspInUdp(IpPacket packet) {
        byte[] data = packet.data();
        return isForEncapsulationPort(packet)
                && data.length >= MARKER
                && ByteBuffer.wrap(data).getInt() != 0;
    }

    private Optional<IpPacket> blocked(IpPacket packet, Direction direction, Verdict verdict) {
        events.blocked(
                packet, direction, verdict.decided().map(Filter::filterId).orElse(0L));
        return Optional.empty();
    }

    private Optional<IpPacket> dropped(IpPacket packet, KernelDrop why, int spi) {
        counters.dropped(why);
        events.dropped(packet, why, spi);
        return Optional.empty();
    }
}
