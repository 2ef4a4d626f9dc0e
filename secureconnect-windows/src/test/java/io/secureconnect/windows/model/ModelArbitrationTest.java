package io.secureconnect.windows.model;

import static io.secureconnect.windows.model.Script.HEAVY;
import static io.secureconnect.windows.model.Script.LIGHT;
import static io.secureconnect.windows.model.Script.PATH_V4;
import static io.secureconnect.windows.model.Script.PATH_V6;
import static io.secureconnect.windows.model.Script.filter;
import static io.secureconnect.windows.model.Script.open;
import static io.secureconnect.windows.model.Script.packet;
import static io.secureconnect.windows.model.Script.prepared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** V4: which filter decides about a packet in the model, by conditions, weights and sublayers. */
@Tag("rung-V4")
class ModelArbitrationTest {
    private static final int CLEAR_ACTION_RIGHT = 0x8;
    private static final IpPacket OUT = packet(PATH_V4, Direction.OUTBOUND);
    private static final IpPacket IN = packet(PATH_V4, Direction.INBOUND);

    private final WindowsHost host = WindowsHost.named("host");
    private final FilterEngine engine = prepared(open(host), 0);

    @Test
    void whatNoFilterMatchesPasses() {
        assertThat(host.send(OUT)).contains(OUT);
        assertThat(host.receive(IN)).contains(IN);
    }

    @Test
    void aBlockIsForItsLayerDirectionFamilyAndAddresses() {
        add(filter(Direction.OUTBOUND, PATH_V4));
        assertThat(host.send(OUT)).isEmpty();
        assertThat(host.acceptsInClear(IN)).isTrue();
        assertThat(host.sendsInClear(packet(PATH_V6, Direction.OUTBOUND))).isTrue();
        assertThat(host.sendsInClear(packet(HostPair.of("192.0.2.1", "198.51.100.8"), Direction.OUTBOUND)))
                .isTrue();
        add(filter(Direction.INBOUND, PATH_V6));
        assertThat(host.acceptsInClear(packet(PATH_V6, Direction.INBOUND))).isFalse();
    }

    @Test
    void withinASubLayerTheHeavierFilterDecides() {
        add(filter(Direction.OUTBOUND, PATH_V4).range(1));
        add(filter(Direction.OUTBOUND, PATH_V4).range(2).permit());
        assertThat(host.sendsInClear(OUT)).isTrue();
        add(filter(Direction.OUTBOUND, PATH_V4).weight(Value.Number.u64(0xf000_0000_0000_0000L)));
        assertThat(host.sendsInClear(OUT)).isFalse();
    }

    @Test
    void theOrderWithinARangeIsNobodysToKnow() {
        Set<Boolean> seen = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            WindowsHost other =
                    WindowsHost.builder("host").random(new SeededRandom(seed)).build();
            FilterEngine session = prepared(open(other), 0);
            session.add(filter(Direction.OUTBOUND, PATH_V4).range(3).done());
            session.add(filter(Direction.OUTBOUND, PATH_V4).range(3).permit().done());
            seen.add(other.sendsInClear(OUT));
        }
        assertThat(seen).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aSoftPermitMeetsABlockFurtherDownAndAHardOneDoesNot() {
        add(filter(Direction.OUTBOUND, PATH_V4).in(HEAVY).permit());
        add(filter(Direction.OUTBOUND, PATH_V4).in(LIGHT));
        assertThat(host.sendsInClear(OUT)).isFalse();
        add(filter(Direction.OUTBOUND, PATH_V4)
                .in(HEAVY)
                .range(15)
                .flags(CLEAR_ACTION_RIGHT)
                .permit());
        assertThat(host.sendsInClear(OUT)).isTrue();
    }

    @Test
    void aFiltersBlockIsHardAndACalloutsIsNot() {
        add(filter(Direction.OUTBOUND, PATH_V4).in(LIGHT).permit());
        add(filter(Direction.OUTBOUND, PATH_V4).in(HEAVY).range(1));
        assertThat(host.sendsInClear(OUT)).isFalse();
        add(filter(Direction.OUTBOUND, PATH_V4).in(HEAVY).range(2).callout(2));
        assertThat(host.sendsInClear(OUT))
                .as("the callout blocks for want of an SA, and the permit below overrides it")
                .isTrue();
    }

    @Test
    void theInboundCalloutsBlockOfClearTextIsSoftToo() {
        add(filter(Direction.INBOUND, PATH_V4).in(HEAVY).callout(0));
        assertThat(host.acceptsInClear(IN)).isFalse();
        add(filter(Direction.INBOUND, PATH_V4).in(LIGHT).permit());
        assertThat(host.acceptsInClear(IN)).isTrue();
        add(filter(Direction.INBOUND, PATH_V4)
                .in(HEAVY)
                .range(15)
                .when(flags(FilterCondition.MATCH_FLAGS_NONE_SET, 2)));
        assertThat(host.acceptsInClear(IN)).isFalse();
    }

    @Test
    void negotiationIsAskedForUnlessItIsSuppressed() {
        add(filter(Direction.OUTBOUND, PATH_V4).callout(2).range(2));
        assertThat(host.send(OUT)).isEmpty();
        assertThat(host.acquires()).isEmpty();
        add(filter(Direction.OUTBOUND, PATH_V4).callout(0).range(3));
        assertThat(host.sendsInClear(OUT)).isFalse();
        assertThat(host.acquires()).as("looking asks for nothing").isEmpty();
        assertThat(host.send(OUT)).isEmpty();
        assertThat(host.acquires()).containsExactly(PATH_V4);
        add(filter(Direction.OUTBOUND, PATH_V4).callout(1).range(4));
        assertThat(host.send(OUT)).contains(OUT);
    }

    @Test
    void conditionsOfAFieldAreAlternativesAndFieldsMustAgree() {
        add(filter(Direction.OUTBOUND, PATH_V4)
                .when(
                        equal(Field.REMOTE_PORT, Value.Number.u16(2000)),
                        equal(Field.REMOTE_PORT, Value.Number.u16(2001)),
                        equal(Field.PROTOCOL, Value.Number.u8(17))));
        assertThat(host.sendsInClear(udp(2000))).isFalse();
        assertThat(host.sendsInClear(udp(2001))).isFalse();
        assertThat(host.sendsInClear(udp(2002))).isTrue();
        assertThat(host.sendsInClear(IpPacket.tcp(PATH_V4.local(), 1, PATH_V4.remote(), 2000, 0, new byte[0])))
                .isTrue();
    }

    @Test
    void masksAndRangesAreThoseOfTheirNumbers() {
        add(filter(Direction.OUTBOUND, PATH_V4)
                .when(
                        equal(Field.REMOTE_ADDRESS, new Value.MaskV4(0xc633_6400, 0xffff_ff00)),
                        new FilterCondition(
                                Field.REMOTE_PORT.key(),
                                Condition.RANGE,
                                new Value.Range(Value.Number.u16(10), Value.Number.u16(20)))));
        assertThat(host.sendsInClear(udp(10))).isFalse();
        assertThat(host.sendsInClear(udp(20))).isFalse();
        assertThat(host.sendsInClear(udp(21))).isTrue();
        add(filter(Direction.OUTBOUND, PATH_V6)
                .when(equal(
                        Field.REMOTE_ADDRESS, new Value.MaskV6(Bytes.ofHex("20010db8000100000000000000000000"), 48))));
        assertThat(host.sendsInClear(packet(PATH_V6, Direction.OUTBOUND))).isFalse();
        assertThat(host.sendsInClear(packet(HostPair.of("2001:db8::1", "2001:db8:2::7"), Direction.OUTBOUND)))
                .isTrue();
    }

    @Test
    void icmpHasItsTypeWhereOthersHaveTheLocalPort() {
        add(filter(Direction.INBOUND, PATH_V6)
                .when(equal(Field.PROTOCOL, Value.Number.u8(58)), equal(Field.LOCAL_PORT, Value.Number.u16(136))));
        assertThat(host.acceptsInClear(IpPacket.icmp(PATH_V6.remote(), PATH_V6.local(), 136)))
                .isFalse();
        assertThat(host.acceptsInClear(IpPacket.icmp(PATH_V6.remote(), PATH_V6.local(), 135)))
                .isTrue();
    }

    @Test
    void conditionsOfTheWrongTypeAreRefused() {
        List<FilterCondition> wrong = List.of(
                equal(Field.REMOTE_ADDRESS, Value.Number.u16(1)),
                equal(Field.REMOTE_PORT, Value.Number.u32(1)),
                equal(Field.REMOTE_ADDRESS, new Value.MaskV4(0, 0x00ff_00ff)),
                equal(Field.FLAGS, Value.Number.u32(2)),
                new FilterCondition(Field.PROTOCOL.key(), FilterCondition.MATCH_FLAGS_ANY_SET, Value.Number.u8(2)),
                new FilterCondition(Script.key(1), 0, Value.Number.u8(1)),
                new FilterCondition(
                        Field.REMOTE_PORT.key(),
                        Condition.RANGE,
                        new Value.Range(Value.Number.u16(20), Value.Number.u16(10))));
        for (FilterCondition condition : wrong) {
            Filter filter = filter(Direction.OUTBOUND, PATH_V4).when(condition).done();
            assertThatThrownBy(() -> engine.add(filter)).isInstanceOf(WfpException.class);
        }
    }

    private void add(Script.Draft draft) {
        engine.add(draft.done());
    }

    private static IpPacket udp(int port) {
        return IpPacket.udp(PATH_V4.local(), 5, PATH_V4.remote(), port, new byte[0]);
    }

    private static FilterCondition equal(Field field, Value value) {
        return new FilterCondition(field.key(), FilterCondition.MATCH_EQUAL, value);
    }

    private static FilterCondition flags(int match, int flags) {
        return new FilterCondition(Field.FLAGS.key(), match, Value.Number.u32(flags));
    }
}
