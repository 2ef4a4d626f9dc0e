package io.secureconnect.windows.model;

import static io.secureconnect.windows.model.Script.PATH_V4;
import static io.secureconnect.windows.model.Script.PATH_V6;
import static io.secureconnect.windows.model.Script.bundle;
import static io.secureconnect.windows.model.Script.filter;
import static io.secureconnect.windows.model.Script.open;
import static io.secureconnect.windows.model.Script.packet;
import static io.secureconnect.windows.model.Script.prepared;
import static io.secureconnect.windows.model.Script.request;
import static io.secureconnect.windows.model.Script.traffic;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.kernel.KeyLedger;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.NetEvent;
import io.secureconnect.windows.wfp.NetEventPayload;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.UdpPorts;
import io.secureconnect.windows.wfp.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** V4: ESP between two modelled hosts, both where the transport layers see it and where they do not. */
@Tag("rung-V4")
class ModelPacketTest {
    private final KeyLedger ledger = new KeyLedger(new SeededRandom(5));
    private final List<NetEvent> heard = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void espGoesFromHostToHostAndNothingElseDoes(boolean espAtTransport) {
        for (HostPair path : List.of(PATH_V4, PATH_V6)) {
            End one = new End(path, espAtTransport, 1);
            End other = new End(path.mirror(), espAtTransport, 2);
            IpPacket packet = packet(path, Direction.OUTBOUND);
            assertThat(one.host.send(packet)).isEmpty();

            connect(one, other, path == PATH_V4 ? 10 : 20);
            IpPacket wire = one.host.send(packet).orElseThrow();
            assertThat(wire.protocol()).isEqualTo(IpProtocol.ESP);
            assertThat(wire.spi().orElseThrow().value()).isEqualTo(other.spi);
            assertThat(other.host.receive(wire)).contains(packet);
            assertThat(other.host.receive(packet)).as("the same in clear").isEmpty();
            assertThat(other.host.receive(wire)).as("a replay").isEmpty();
            IpPacket back = packet(path, Direction.INBOUND);
            assertThat(other.host.send(back).flatMap(one.host::receive)).contains(back);

            one.engine.expire(one.context);
            assertThat(one.host.send(packet)).isEmpty();
            assertThat(other.host.send(back).flatMap(one.host::receive))
                    .as("inbound lives on for a minute")
                    .contains(back);
        }
        assertThat(ledger.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void espInUdpGoesTheSameWay(boolean espAtTransport) {
        End one = new End(PATH_V4, espAtTransport, 1);
        End other = new End(PATH_V4.mirror(), espAtTransport, 2);
        connect(one, other, 30);
        one.encapsulate(4500, 4501);
        other.encapsulate(4501, 4500);
        IpPacket packet = packet(PATH_V4, Direction.OUTBOUND);
        IpPacket wire = one.host.send(packet).orElseThrow();
        assertThat(wire.protocol()).isEqualTo(IpProtocol.UDP);
        assertThat(wire.sourcePort()).hasValue(4500);
        assertThat(wire.destinationPort()).hasValue(4501);
        assertThat(other.host.receive(wire)).contains(packet);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsDroppedIsToldWithItsFilterOrItsSpi(boolean espAtTransport) {
        End one = new End(PATH_V4, espAtTransport, 1);
        End other = new End(PATH_V4.mirror(), espAtTransport, 2);
        connect(one, other, 40);
        other.engine.onNetEvents(heard::add);
        IpPacket wire = one.host.send(packet(PATH_V4, Direction.OUTBOUND)).orElseThrow();
        byte[] forged = wire.payload();
        forged[forged.length - 1] ^= 1;
        other.host.receive(IpPacket.of(wire.source(), wire.destination(), IpProtocol.ESP, forged));
        assertThat(last(NetEventPayload.KernelDrop.class).failureStatus())
                .isEqualTo(KernelDrop.INTEGRITY_CHECK_FAILED.status());
        assertThat(last(NetEventPayload.KernelDrop.class).spi()).isEqualTo(other.spi);
        other.host.receive(wire);
        other.host.receive(wire);
        assertThat(last(NetEventPayload.KernelDrop.class).failureStatus())
                .isEqualTo(KernelDrop.REPLAY_CHECK_FAILED.status());
        other.engine.deleteSaContext(other.context);
        other.host.receive(wire);
        assertThat(last(NetEventPayload.KernelDrop.class).failureStatus()).isEqualTo(KernelDrop.BAD_SPI.status());

        long block = other.engine.add(
                filter(Direction.OUTBOUND, PATH_V4.mirror()).range(15).done());
        other.host.send(packet(PATH_V4.mirror(), Direction.OUTBOUND));
        assertThat(last(NetEventPayload.ClassifyDrop.class).filterId()).isEqualTo(block);
        assertThat(heard.get(heard.size() - 1).header().remoteAddress()).contains(PATH_V4.local());
        assertThat(other.engine.statistics().drops().totalDropPacketsInbound()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anotherFiltersSaIsNoBetterThanClearText(boolean espAtTransport) {
        End one = new End(PATH_V4, espAtTransport, 1);
        End other = new End(PATH_V4.mirror(), espAtTransport, 2);
        connect(one, other, 50);
        other.engine.add(
                filter(Direction.INBOUND, PATH_V4.mirror()).callout(0).range(9).done());
        assertThat(one.host.send(packet(PATH_V4, Direction.OUTBOUND)).flatMap(other.host::receive))
                .isEmpty();
    }

    private <T extends NetEventPayload> T last(Class<T> type) {
        return type.cast(heard.get(heard.size() - 1).payload());
    }

    private void connect(End one, End other, int key) {
        one.prepare();
        other.prepare();
        one.engine.addInbound(one.context, bundle(one.path, one.spi, key, 0));
        other.engine.addInbound(other.context, bundle(other.path, other.spi, key + 1, 0));
        one.engine.addOutbound(one.context, bundle(one.path, other.spi, key + 1, 0));
        other.engine.addOutbound(other.context, bundle(other.path, one.spi, key, 0));
    }

    /** A host that demands ESP. */
    private final class End {
        private final HostPair path;
        private final WindowsHost host;
        private final FilterEngine engine;
        private final long out;
        private final long in;
        private long context;
        private int spi;

        End(HostPair path, boolean espAtTransport, int seed) {
            this.path = path;
            host = WindowsHost.builder("host " + path.local())
                    .clock(new ManualClock())
                    .random(new SeededRandom(seed))
                    .ledger(ledger)
                    .espAtTransport(espAtTransport)
                    .build();
            engine = prepared(open(host), 0);
            for (Direction direction : Direction.values()) {
                engine.add(filter(direction, path)
                        .range(15)
                        .when(protocol(IpProtocol.ESP))
                        .permit()
                        .done());
                engine.add(filter(direction, path).range(1).done());
            }
            engine.add(filter(Direction.OUTBOUND, path)
                    .range(15)
                    .when(protocol(IpProtocol.UDP), port(Field.LOCAL_PORT, 4500), port(Field.LOCAL_PORT, 4501))
                    .permit()
                    .done());
            engine.add(filter(Direction.INBOUND, path)
                    .range(15)
                    .when(protocol(IpProtocol.UDP), port(Field.LOCAL_PORT, 4500), port(Field.LOCAL_PORT, 4501))
                    .permit()
                    .done());
            out = engine.add(
                    filter(Direction.OUTBOUND, path).range(8).callout(2).done());
            in = engine.add(filter(Direction.INBOUND, path).range(8).callout(0).done());
        }

        void prepare() {
            context = engine.createSaContext(traffic(path, out));
            spi = engine.spi(context, request(path, in));
        }

        void encapsulate(int local, int remote) {
            SaContext told = engine.saContext(context).orElseThrow();
            Optional<UdpPorts> ports = Optional.of(new UdpPorts(local, remote));
            engine.update(2, Script.withPorts(told, ports));
        }

        private FilterCondition protocol(int number) {
            return new FilterCondition(Field.PROTOCOL.key(), FilterCondition.MATCH_EQUAL, Value.Number.u8(number));
        }

        private FilterCondition port(Field field, int number) {
            return new FilterCondition(field.key(), FilterCondition.MATCH_EQUAL, Value.Number.u16(number));
        }
    }
}
