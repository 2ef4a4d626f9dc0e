package io.secureconnect.windows.wfp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Pointer;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.abi.NativeReader;
import io.secureconnect.windows.abi.Struct;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events, counters and subscriptions come back the same from native memory. */
class EventRoundTripTest {
    private static final Bytes HASH = Bytes.ofHex("00112233445566778899aabbccddeeff00112233");
    private static final Instant TIME = Instant.parse("2024-02-29T12:34:56.789012300Z");
    private static final int ALL_SET = 0x3ff;

    private static NetEvent.Header header(String local, String remote, int flags) {
        return new NetEvent.Header(
                NetEvent.Header.timeStamp(TIME),
                flags,
                50,
                Traffic.Ends.of(IpAddress.parse(local), IpAddress.parse(remote)),
                0xfffe,
                443,
                -3,
                Bytes.ofHex("410042000000"));
    }

    private static NetEvent event(int type, NetEventPayload payload) {
        return new NetEvent(header("192.0.2.1", "192.0.2.2", ALL_SET), type, payload);
    }

    private static Stream<NetEvent> events() {
        Value net = new Value.MaskV6(Bytes.wrap(IpAddress.parse("2001:db8::").octets()), 64);
        return Stream.of(
                event(3, new NetEventPayload.ClassifyDrop(-1, 13, 1, 2, 3, 0x3900, true)),
                event(4, new NetEventPayload.KernelDrop(0xc0360006, 1, 0xc0000001, -5, 14)),
                event(
                        0,
                        new NetEventPayload.MainModeFailure(
                                13801, 2, 1, 2, 3, 1, 7, HASH, -8, -9, Optional.of("hér"), Optional.of("dort"))),
                event(1, new NetEventPayload.QuickModeFailure(13802, 1, 0, 2, 1, 0, net, new Value.Empty(), -7)),
                event(
                        2,
                        new NetEventPayload.ExtendedModeFailure(
                                13803, 1, 2, 3, 1, 5, HASH, -8, -9, Optional.empty(), Optional.of("dort"), 1)),
                event(5, new NetEventPayload.Other(5)),
                event(6, new NetEventPayload.Other(6)),
                new NetEvent(header("2001:db8::1", "2001:db8::2", 0), 3, NetEventStructs.CLASSIFY_DROP.blank()));
    }

    private static <T> T passed(Struct<T> struct, T value) {
        try (NativeArena arena = new NativeArena()) {
            return NativeReader.read(struct, arena.put(struct, value));
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEvent(NetEvent event) {
        assertThat(passed(NetEvent.STRUCT, event)).isEqualTo(event);
    }

    @Test
    void anEventWithoutItsStructureIsKept() {
        try (NativeArena arena = new NativeArena()) {
            Pointer at = arena.put(NetEvent.STRUCT, event(4, new NetEventPayload.KernelDrop(1, 2, 3, 4, 5)));
            at.setPointer(152, null);
            assertThat(NativeReader.read(NetEvent.STRUCT, at).payload()).isEqualTo(new NetEventPayload.Other(4));
        }
    }

    @Test
    void anEventOfNoFamilyIsRead() {
        try (NativeArena arena = new NativeArena()) {
            Pointer at = arena.put(NetEvent.STRUCT, event(4, new NetEventPayload.KernelDrop(1, 2, 3, 4, 5)));
            at.setInt(12, 2); // FWP_IP_VERSION_NONE
            NetEvent read = NativeReader.read(NetEvent.STRUCT, at);
            assertThat(read.header().localAddress()).isEmpty();
            assertThat(read.payload().kind()).isEqualTo(NetEventPayload.Kind.KERNEL_DROP);
        }
    }

    @Test
    void whatIsKnownOfThePacketIsSaidByFlags() {
        NetEvent.Header known = header("192.0.2.1", "192.0.2.2", ALL_SET);
        assertThat(known.localAddress()).contains(IpAddress.parse("192.0.2.1"));
        assertThat(known.remoteAddress()).contains(IpAddress.parse("192.0.2.2"));
        assertThat(known.protocol()).hasValue(50);
        assertThat(known.localTransportPort()).hasValue(0xfffe);
        assertThat(known.remoteTransportPort()).hasValue(443);

        NetEvent.Header remoteOnly = header("192.0.2.1", "192.0.2.2", NetEvent.Header.REMOTE_PORT_SET);
        assertThat(remoteOnly.localAddress()).isEmpty();
        assertThat(remoteOnly.remoteAddress()).isEmpty();
        assertThat(remoteOnly.protocol()).isEqualTo(OptionalInt.empty());
        assertThat(remoteOnly.localTransportPort()).isEmpty();
        assertThat(remoteOnly.remoteTransportPort()).hasValue(443);
    }

    @Test
    void timeIsTenthsOfMicrosecondsSince1601() {
        assertThat(NetEvent.Header.timeStamp(Instant.parse("1601-01-01T00:00:00Z")))
                .isZero();
        assertThat(NetEvent.Header.timeStamp(Instant.EPOCH)).isEqualTo(116_444_736_000_000_000L);
        assertThat(header("192.0.2.1", "192.0.2.2", 0).time()).isEqualTo(TIME);
    }

    @Test
    void subscriptions() {
        NetEventSubscription events = new NetEventSubscription(
                Optional.of(new NetEventTemplate(
                        -2, 5, List.of(new FilterCondition(Fields.IP_PROTOCOL, 0, Value.Number.u8(50))))),
                3,
                Fields.FLAGS);
        SaContextSubscription contexts = new SaContextSubscription(Optional.of(SubNets.ANY), 1, Guid.NONE);
        SaContextChange change = new SaContextChange(SaContextChange.DELETE, -2);
        assertThat(passed(NetEventSubscription.STRUCT, events)).isEqualTo(events);
        assertThat(passed(NetEventSubscription.STRUCT, NetEventSubscription.ALL))
                .isEqualTo(NetEventSubscription.ALL);
        assertThat(passed(SaContextSubscription.STRUCT, contexts)).isEqualTo(contexts);
        assertThat(passed(SaContextChange.STRUCT, change)).isEqualTo(change);
    }

    @Test
    void everyCounterHasItsPlace() {
        IpsecStatistics statistics = new IpsecStatistics(
                new IpsecStatistics.Sas(1, 2, 3, 4, 5, 6, 7),
                new IpsecStatistics.EspDrops(8, 9, 10, 11, 12),
                new IpsecStatistics.AhDrops(13, 14, 15, 16),
                new IpsecStatistics.Drops(17, 18, 19, 20, 21, 22, 23, 24, 25, 26),
                new IpsecStatistics.Volume(27, 28, 29, 30, 31, 32, 33),
                new IpsecStatistics.Volume(34, 35, 36, 37, 38, 39, -40));
        assertThat(passed(IpsecStatistics.STRUCT, statistics)).isEqualTo(statistics);
    }
}
