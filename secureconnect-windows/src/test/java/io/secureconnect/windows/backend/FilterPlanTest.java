package io.secureconnect.windows.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.Protection;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Action;
import io.secureconnect.windows.wfp.Callouts;
import io.secureconnect.windows.wfp.Fields;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.Layers;
import io.secureconnect.windows.wfp.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/adr/0009-windows-filter-plan.md}. */
class FilterPlanTest {
    private static final HostPair FOUR = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final HostPair SIX = HostPair.of("2001:db8::1", "2001:db8::2");

    private final FilterPlan plan = new FilterPlan(Lifetime.STATIC);
    private final FilterPlan persistent = new FilterPlan(Lifetime.PERSISTENT);

    private static FilterRole role(Filter filter) {
        return FilterLabel.read(filter.providerData()).orElseThrow().role();
    }

    private static Map<FilterRole, Filter> byRole(List<Filter> filters) {
        return filters.stream().collect(Collectors.toMap(FilterPlanTest::role, Function.identity()));
    }

    private static FilterCondition equal(Guid field, Value value) {
        return new FilterCondition(field, FilterCondition.MATCH_EQUAL, value);
    }

    private List<Filter> all(FilterPlan of) {
        List<Filter> all = new ArrayList<>();
        for (HostPair path : List.of(FOUR, SIX)) {
            for (Protection protection : Protection.values()) {
                all.addAll(of.path(path, protection));
            }
            all.add(of.gate(path));
            for (Direction direction : Direction.values()) {
                all.add(of.callout(path, direction));
            }
            all.addAll(of.exemption(Exemption.ike(path.family(), 500).selector()));
            all.addAll(of.ikePort(500, path.family()));
        }
        return all;
    }

    @Test
    void anEncryptedPathIsBlockedInBothSublayersAndLetsEspPass() {
        Map<FilterRole, Filter> filters = byRole(plan.path(FOUR, Protection.ENCRYPT));
        assertThat(filters)
                .containsOnlyKeys(
                        FilterRole.BLOCK_INBOUND,
                        FilterRole.BLOCK_OUTBOUND,
                        FilterRole.CLEAR_INBOUND,
                        FilterRole.ESP_GUARD_INBOUND,
                        FilterRole.ESP_GUARD_OUTBOUND,
                        FilterRole.ESP_INBOUND,
                        FilterRole.ESP_OUTBOUND);
        Filter block = filters.get(FilterRole.BLOCK_OUTBOUND);
        assertThat(block.action()).isEqualTo(Action.BLOCK);
        assertThat(block.layerKey()).isEqualTo(Layers.OUTBOUND_TRANSPORT_V4);
        assertThat(block.subLayerKey()).isEqualTo(Lifetime.STATIC.transport());
        assertThat(block.weight()).isEqualTo(Value.Number.u8(1));
        assertThat(block.filterCondition())
                .containsExactly(
                        equal(Fields.IP_LOCAL_ADDRESS, Value.Number.u32(0x0a000001)),
                        equal(Fields.IP_REMOTE_ADDRESS, Value.Number.u32(0x0a000002)));
        Filter clear = filters.get(FilterRole.CLEAR_INBOUND);
        assertThat(clear.subLayerKey()).isEqualTo(Lifetime.STATIC.guard());
        assertThat(clear.filterCondition())
                .contains(new FilterCondition(Fields.FLAGS, FilterCondition.MATCH_FLAGS_NONE_SET, Value.Number.u32(2)));
        assertThat(filters.get(FilterRole.ESP_INBOUND).filterCondition())
                .contains(equal(Fields.IP_PROTOCOL, Value.Number.u8(IpProtocol.ESP)));
    }

    @Test
    void aDiscardedPathLetsNothingPass() {
        List<Filter> filters = plan.path(SIX, Protection.DISCARD);
        assertThat(filters).allSatisfy(filter -> assertThat(filter.action()).isEqualTo(Action.BLOCK));
        assertThat(byRole(filters)).containsKeys(FilterRole.DISCARD_INBOUND, FilterRole.DISCARD_OUTBOUND);
        assertThat(byRole(filters).get(FilterRole.DISCARD_INBOUND).filterCondition())
                .containsExactly(
                        equal(Fields.IP_LOCAL_ADDRESS, address("2001:db8::1")),
                        equal(Fields.IP_REMOTE_ADDRESS, address("2001:db8::2")));
    }

    private static Value address(String text) {
        return new Value.ByteArray16(Bytes.wrap(IpAddress.parse(text).octets()));
    }

    @Test
    void calloutsAreThoseOfWindowsAndNegotiateNothingThemselves() {
        Filter out = plan.callout(SIX, Direction.OUTBOUND);
        assertThat(out.action()).isEqualTo(Action.callout(Callouts.IPSEC_OUTBOUND_TRANSPORT_V6));
        assertThat(out.context()).isEqualTo(Filter.Context.raw(2));
        Filter in = plan.callout(FOUR, Direction.INBOUND);
        assertThat(in.action()).isEqualTo(Action.callout(Callouts.IPSEC_INBOUND_TRANSPORT_V4));
        assertThat(in.context()).isEqualTo(Filter.Context.NONE);
        assertThat(in.layerKey()).isEqualTo(Layers.INBOUND_TRANSPORT_V4);
    }

    /** Windows orders filters of one range as it likes. */
    @Test
    void rangesOfWeightsOrderThatWhichMayMeet() {
        assertThat(FilterRole.CALLOUT_OUTBOUND.weight()).isGreaterThan(FilterRole.BLOCK_OUTBOUND.weight());
        assertThat(FilterRole.CALLOUT_INBOUND.weight()).isGreaterThan(FilterRole.BLOCK_INBOUND.weight());
        assertThat(FilterRole.DISCARD_OUTBOUND.weight()).isGreaterThan(FilterRole.GATE_OUTBOUND.weight());
        assertThat(FilterRole.PERMIT_OUTBOUND.weight()).isGreaterThan(FilterRole.CALLOUT_OUTBOUND.weight());
        assertThat(FilterRole.PERMIT_GUARD_OUTBOUND.weight()).isGreaterThan(FilterRole.DISCARD_OUTBOUND.weight());
        assertThat(SubLayerRole.GUARD.weight()).isGreaterThan(SubLayerRole.TRANSPORT.weight());
    }

    @Test
    void anExemptionNamesWhatPassesInBothSublayersAndDirections() {
        TrafficSelector selector = TrafficSelector.builder()
                .local(AddressPrefix.parse("10.0.0.0/8"))
                .remote(AddressPrefix.any(AddressFamily.IPV4))
                .protocol(IpProtocol.TCP)
                .localPorts(PortRange.of(22))
                .remotePorts(new PortRange(1024, 65535))
                .build();
        List<Filter> filters = plan.exemption(selector);
        assertThat(byRole(filters))
                .containsOnlyKeys(
                        FilterRole.PERMIT_GUARD_INBOUND,
                        FilterRole.PERMIT_GUARD_OUTBOUND,
                        FilterRole.PERMIT_INBOUND,
                        FilterRole.PERMIT_OUTBOUND);
        assertThat(filters).allSatisfy(filter -> {
            assertThat(filter.action()).isEqualTo(Action.PERMIT);
            assertThat(filter.filterCondition())
                    .containsExactlyInAnyOrder(
                            equal(Fields.IP_LOCAL_ADDRESS, new Value.MaskV4(0x0a000000, 0xff000000)),
                            equal(Fields.IP_PROTOCOL, Value.Number.u8(6)),
                            equal(Fields.IP_LOCAL_PORT, Value.Number.u16(22)),
                            new FilterCondition(
                                    Fields.IP_REMOTE_PORT,
                                    5,
                                    new Value.Range(Value.Number.u16(1024), Value.Number.u16(65535))));
        });
    }

    @Test
    void theTypeOfAnIcmpMessageStandsWhereOthersHaveTheirLocalPort() {
        TrafficSelector solicitation = Exemption.neighborDiscovery().get(0).selector();
        int type = solicitation.icmpType().getAsInt();
        assertThat(plan.exemption(solicitation).get(0).filterCondition())
                .containsExactlyInAnyOrder(
                        equal(Fields.IP_PROTOCOL, Value.Number.u8(IpProtocol.ICMPV6)),
                        equal(Fields.IP_LOCAL_PORT, Value.Number.u16(type)));
    }

    @Test
    void prefixesOfIpv6KeepTheirLength() {
        TrafficSelector selector = TrafficSelector.builder()
                .local(AddressPrefix.parse("2001:db8::/33"))
                .remote(AddressPrefix.any(AddressFamily.IPV6))
                .build();
        assertThat(plan.exemption(selector).get(0).filterCondition())
                .containsExactly(equal(
                        Fields.IP_LOCAL_ADDRESS,
                        new Value.MaskV6(
                                Bytes.wrap(IpAddress.parse("2001:db8::").octets()), 33)));
    }

    @Test
    void whatIsPersistentIsSoAndBlocksHoldFromTheStart() {
        Map<FilterRole, Filter> filters = byRole(persistent.path(FOUR, Protection.ENCRYPT));
        assertThat(filters.get(FilterRole.BLOCK_INBOUND).flags()).isEqualTo(Filter.PERSISTENT);
        for (FilterRole boot : List.of(FilterRole.BOOT_INBOUND, FilterRole.BOOT_OUTBOUND)) {
            assertThat(filters.get(boot).flags()).isEqualTo(Filter.BOOTTIME);
            assertThat(filters.get(boot).action()).isEqualTo(Action.BLOCK);
        }
        assertThat(persistent.exemption(TrafficSelector.of(FOUR)).get(0).flags())
                .isEqualTo(Filter.PERSISTENT);
    }

    @Test
    void whatComesWithSasEndsWithTheEngine() {
        assertThat(persistent.gate(FOUR).flags()).isZero();
        assertThat(persistent.callout(FOUR, Direction.INBOUND).flags()).isZero();
        assertThat(persistent.ikePort(500, AddressFamily.IPV4))
                .allSatisfy(filter -> assertThat(filter.flags()).isZero());
    }

    @Test
    void everyFilterIsNamedAndOurs() {
        for (FilterPlan each : List.of(plan, persistent)) {
            assertThat(all(each)).allSatisfy(filter -> {
                assertThat(filter.providerKey()).contains(each.lifetime().provider());
                assertThat(filter.displayData().name()).isPresent();
                assertThat(FilterLabel.read(filter.providerData())).isPresent();
            });
        }
    }

    /** Without its callout, Windows would let the packet pass. */
    @Test
    void noFilterPermitsWhereACalloutIsMissing() {
        for (FilterPlan each : List.of(plan, persistent)) {
            assertThat(all(each))
                    .allSatisfy(filter -> assertThat(filter.flags() & 0x10).isZero());
        }
    }

    @Test
    void onlyExemptionsAndEspAndIkeArePermitted() {
        assertThat(all(plan).stream()
                        .filter(filter -> filter.action().equals(Action.PERMIT))
                        .map(FilterPlanTest::role))
                .allSatisfy(role -> assertThat(role.word()).matches("(permit|esp)-.*"));
    }
}
