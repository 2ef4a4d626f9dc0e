package io.secureconnect.windows.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.ForeignPolicy;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.model.Stranger;
import io.secureconnect.windows.model.WindowsHost;
import io.secureconnect.windows.wfp.Action;
import io.secureconnect.windows.wfp.Callouts;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Fields;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.Layers;
import io.secureconnect.windows.wfp.Session;
import io.secureconnect.windows.wfp.Value;
import io.secureconnect.windows.wfp.WindowsProviders;
import io.secureconnect.windows.wfp.WindowsSubLayers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForeignFiltersTest {
    private static final HostPair PATH = HostPair.of("192.0.2.1", "198.51.100.7");

    private final WindowsHost host = WindowsHost.named("host");
    private final FilterEngine windows =
            host.foreignSource("Windows Firewall").open(Session.named(DisplayData.of("firewall", ""), 0));

    private List<ForeignPolicy> reported() {
        try (WindowsBackend backend = ModelBackends.open(host, WindowsBackendOptions.STANDARD)) {
            return backend.snapshot().foreignPolicies();
        }
    }

    /** As a connection security rule does it. */
    private void addRule(Guid subLayer, List<FilterCondition> conditions, Action action) {
        windows.add(new Filter(
                Guid.NONE,
                DisplayData.of("a rule", ""),
                0,
                Optional.of(WindowsProviders.MPSSVC_WF),
                Bytes.empty(),
                Layers.OUTBOUND_TRANSPORT_V4,
                subLayer,
                new Value.Empty(),
                conditions,
                action,
                Filter.Context.NONE,
                0,
                new Value.Empty()));
    }

    private static FilterCondition remote(int match, Value value) {
        return new FilterCondition(Fields.IP_REMOTE_ADDRESS, match, value);
    }

    @Test
    void aRuleOfWindowsNamesItsOwnerSublayerAndAddresses() {
        addRule(
                WindowsSubLayers.UNIVERSAL,
                List.of(remote(0, new Value.MaskV4(0xc6336400, 0xffffff00))),
                Action.callout(Callouts.IPSEC_OUTBOUND_TRANSPORT_V4));
        assertThat(reported()).singleElement().satisfies(policy -> {
            assertThat(policy.owner()).contains("Windows Firewall");
            assertThat(policy.direction()).isEqualTo(Direction.OUTBOUND);
            assertThat(policy.local()).isEqualTo(AddressPrefix.any(AddressFamily.IPV4));
            assertThat(policy.remote()).isEqualTo(AddressPrefix.parse("198.51.100.0/24"));
            assertThat(policy.covers(PATH)).isTrue();
            assertThat(policy.description()).contains("a rule", "sublayer", "weight");
        });
    }

    @Test
    void plainFiltersAreNobodysConflict() {
        addRule(WindowsSubLayers.UNIVERSAL, List.of(), Action.BLOCK);
        addRule(WindowsSubLayers.UNIVERSAL, List.of(), Action.PERMIT);
        assertThat(reported()).isEmpty();
    }

    @Test
    void whoeverHasAnotherProviderIsNamedByItsName() {
        Stranger stranger = new Stranger(host, new SeededRandom(1));
        stranger.addPolicy(TrafficSelector.of(PATH), Direction.INBOUND, true);
        assertThat(reported()).singleElement().satisfies(policy -> {
            assertThat(policy.owner().orElseThrow()).startsWith("somebody else {");
            assertThat(policy.precedes()).isTrue();
            assertThat(policy.covers(PATH)).isTrue();
        });
    }

    @Test
    void rangesAndAlternativesAreCoveredByOnePrefix() {
        addRule(
                WindowsSubLayers.UNIVERSAL,
                List.of(remote(5, new Value.Range(Value.Number.u32(0xc6336402), Value.Number.u32(0xc6336405)))),
                Action.callout(Callouts.IPSEC_OUTBOUND_TRANSPORT_V4));
        addRule(
                WindowsSubLayers.UNIVERSAL,
                List.of(remote(0, Value.Number.u32(0xc6336401)), remote(0, Value.Number.u32(0xc6336481))),
                Action.callout(Callouts.IPSEC_OUTBOUND_TRANSPORT_V4));
        assertThat(reported())
                .extracting(ForeignPolicy::remote)
                .containsExactlyInAnyOrder(
                        AddressPrefix.parse("198.51.100.0/29"), AddressPrefix.parse("198.51.100.0/24"));
    }

    @Test
    void aConditionThatIsNoPrefixMayCoverEverything() {
        for (int match : new int[] {1, 2, 3, 4, 10}) {
            assertThat(AddressConditions.prefix(remote(match, Value.Number.u32(1)), AddressFamily.IPV4))
                    .isEqualTo(AddressPrefix.any(AddressFamily.IPV4));
        }
        assertThat(AddressConditions.prefix(remote(0, new Value.Text("x")), AddressFamily.IPV6))
                .isEqualTo(AddressPrefix.any(AddressFamily.IPV6));
        assertThat(AddressConditions.prefix(remote(0, Value.Number.u32(1)), AddressFamily.IPV6))
                .isEqualTo(AddressPrefix.any(AddressFamily.IPV6));
    }

    @Test
    void ipv6IsReadInNetworkOrder() {
        Bytes address = Bytes.wrap(IpAddress.parse("2001:db8::7").octets());
        assertThat(AddressConditions.prefix(remote(0, new Value.ByteArray16(address)), AddressFamily.IPV6))
                .isEqualTo(AddressPrefix.parse("2001:db8::7"));
        assertThat(AddressConditions.prefix(remote(0, new Value.MaskV6(address, 64)), AddressFamily.IPV6))
                .isEqualTo(AddressPrefix.parse("2001:db8::/64"));
    }
}
