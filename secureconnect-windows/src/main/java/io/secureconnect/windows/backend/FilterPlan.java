package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.Protection;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Action;
import io.secureconnect.windows.wfp.Callouts;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.Layers;
import io.secureconnect.windows.wfp.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which filters a protected path and an exemption are made of ({@code docs/adr/0009-windows-filter-plan.md}). Values only; who
 * adds them when is said elsewhere.
 */
public final class FilterPlan {
    /** {@code FWPM_CONTEXT_IPSEC_OUTBOUND_SUPPRESS_NEGOTIATION}: without an SA, Windows is not to negotiate one itself. */
    private static final long SUPPRESS_NEGOTIATION = 2;

    private static final List<FilterRole> BLOCKS =
            List.of(FilterRole.BLOCK_OUTBOUND, FilterRole.BLOCK_INBOUND, FilterRole.CLEAR_INBOUND);
    private static final List<FilterRole> ESP = List.of(
            FilterRole.ESP_GUARD_OUTBOUND,
            FilterRole.ESP_GUARD_INBOUND,
            FilterRole.ESP_OUTBOUND,
            FilterRole.ESP_INBOUND);
    private static final List<FilterRole> DISCARDS = List.of(FilterRole.DISCARD_OUTBOUND, FilterRole.DISCARD_INBOUND);
    private static final List<FilterRole> BOOT = List.of(FilterRole.BOOT_OUTBOUND, FilterRole.BOOT_INBOUND);
    private static final List<FilterRole> PERMITS = List.of(
            FilterRole.PERMIT_GUARD_OUTBOUND,
            FilterRole.PERMIT_GUARD_INBOUND,
            FilterRole.PERMIT_OUTBOUND,
            FilterRole.PERMIT_INBOUND);

    private final Lifetime lifetime;

    /** @param lifetime of all filters but those that come with SAs, and of what these refer to */
    public FilterPlan(Lifetime lifetime) {
        this.lifetime = lifetime;
    }

    public Lifetime lifetime() {
        return lifetime;
    }

    /** What is there as long as the path is protected, whatever becomes of its SAs. */
    public List<Filter> path(HostPair path, Protection protection) {
        List<FilterRole> roles = new ArrayList<>(BLOCKS);
        roles.addAll(protection == Protection.ENCRYPT ? ESP : DISCARDS);
        if (lifetime == Lifetime.PERSISTENT) {
            roles.addAll(BOOT);
        }
        return roles.stream().map(role -> filter(path, role)).toList();
    }

    /** What is there while the path has no outbound SA. */
    public Filter gate(HostPair path) {
        return filter(path, FilterRole.GATE_OUTBOUND);
    }

    /** What is there if and only if the path is protected. */
    Filter block(HostPair path) {
        return filter(path, FilterRole.BLOCK_OUTBOUND);
    }

    /** What is there while the path has SAs or SPIs. */
    public Filter callout(HostPair path, Direction direction) {
        return filter(path, direction == Direction.INBOUND ? FilterRole.CALLOUT_INBOUND : FilterRole.CALLOUT_OUTBOUND);
    }

    /** What lets the packets of an exemption pass. */
    public List<Filter> exemption(TrafficSelector selector) {
        return PERMITS.stream()
                .map(role -> filter(
                        FilterLabel.of(selector, role), selector.local().family(), Conditions.of(selector), selector))
                .toList();
    }

    /** What lets IKE of one UDP port of this host pass, to and from everybody; for a dynamic session. */
    List<Filter> ikePort(int port, AddressFamily family) {
        TrafficSelector selector = TrafficSelector.builder()
                .local(AddressPrefix.any(family))
                .remote(AddressPrefix.any(family))
                .protocol(IpProtocol.UDP)
                .localPorts(PortRange.of(port))
                .build();
        return PERMITS.stream()
                .map(role -> filter(
                        new FilterLabel(SubjectText.ofPort(port, family), role),
                        family,
                        Conditions.of(selector),
                        "IKE on UDP " + port))
                .map(FilterPlan::dynamic)
                .toList();
    }

    private static Filter dynamic(Filter filter) {
        return new Filter(
                filter.filterKey(),
                filter.displayData(),
                0,
                filter.providerKey(),
                filter.providerData(),
                filter.layerKey(),
                filter.subLayerKey(),
                filter.weight(),
                filter.filterCondition(),
                filter.action(),
                filter.context(),
                0,
                filter.effectiveWeight());
    }

    private Filter filter(HostPair path, FilterRole role) {
        List<FilterCondition> conditions = switch (role) {
            case CLEAR_INBOUND -> Conditions.notSecured(path);
            case ESP_GUARD_INBOUND, ESP_GUARD_OUTBOUND, ESP_INBOUND, ESP_OUTBOUND ->
                Conditions.of(path, IpProtocol.ESP);
            default -> Conditions.of(path);
        };
        return filter(FilterLabel.of(path, role), path.family(), conditions, path);
    }

    private Filter filter(FilterLabel label, AddressFamily family, List<FilterCondition> conditions, Object about) {
        FilterRole role = label.role();
        return new Filter(
                Names.filter(label, lifetime),
                DisplayData.of("SecureConnect " + role.word(), about.toString()),
                flags(role),
                Optional.of(lifetime.provider()),
                label.providerData(),
                layer(role.direction(), family),
                role.subLayer().key(lifetime),
                Value.Number.u8(role.weight()),
                conditions,
                action(role, family),
                role == FilterRole.CALLOUT_OUTBOUND ? Filter.Context.raw(SUPPRESS_NEGOTIATION) : Filter.Context.NONE,
                0,
                new Value.Empty());
    }

    private int flags(FilterRole role) {
        return switch (role) {
            case BOOT_INBOUND, BOOT_OUTBOUND -> Filter.BOOTTIME;
            default -> lifetime == Lifetime.PERSISTENT && !role.comesWithSas() ? Filter.PERSISTENT : 0;
        };
    }

    /** Where packets of {@code direction} are asked about. */
    static Guid layer(Direction direction, AddressFamily family) {
        return direction == Direction.INBOUND ? Layers.inboundTransport(family) : Layers.outboundTransport(family);
    }

    private static Action action(FilterRole role, AddressFamily family) {
        return switch (role) {
            case CALLOUT_INBOUND -> Action.callout(Callouts.inboundTransport(family));
            case CALLOUT_OUTBOUND -> Action.callout(Callouts.outboundTransport(family));
            case BLOCK_INBOUND,
                    BLOCK_OUTBOUND,
                    CLEAR_INBOUND,
                    GATE_OUTBOUND,
                    DISCARD_INBOUND,
                    DISCARD_OUTBOUND,
                    BOOT_INBOUND,
                    BOOT_OUTBOUND -> Action.BLOCK;
            default -> Action.PERMIT;
        };
    }
}
