package io.secureconnect.windows.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.ForeignPolicy;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.nativekeying.NativeKeying;
import io.secureconnect.windows.wfp.Callouts;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Fields;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterEnumTemplate;
import io.secureconnect.windows.wfp.SubLayer;
import io.secureconnect.windows.wfp.WindowsProviders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * IPsec filters of others at our layers: those that ask an IPsec callout of Windows, or have an IPsec provider context. Plain
 * filters, such as those of Windows Firewall, permit and block beside ours and are nobody's conflict.
 */
final class ForeignFilters {
    private final FilterEngine engine;
    private final Map<Guid, Optional<String>> owners = new HashMap<>();
    private final Map<Guid, Integer> weights = new HashMap<>();

    ForeignFilters(FilterEngine engine) {
        this.engine = engine;
    }

    /**
     * Refuses to hand packets of {@code path} to IPsec where a filter of others does so already: two that steer the same
     * packets would make SAs against each other. Blocks of ours stay, so nothing passes in clear.
     *
     * @throws SecureConnectException with {@code FOREIGN_CONFLICT}, naming the owner
     */
    void requireNone(HostPair path) {
        for (Direction direction : Direction.values()) {
            List<Filter> overlapping =
                    engine.filters(FilterEnumTemplate.ofLayer(FilterPlan.layer(direction, path.family()))
                            .withConditions(Conditions.of(path)));
            of(overlapping).stream()
                    .filter(foreign -> foreign.covers(path))
                    .findFirst()
                    .ifPresent(foreign -> {
                        throw new SecureConnectException(
                                ErrorCode.FOREIGN_CONFLICT,
                                "an IPsec filter of " + foreign.owner().orElse("an unknown owner")
                                        + " has the packets of "
                                        + path + " already: " + foreign.description()
                                        + "; the path stays blocked until it is removed, or narrowed by its owner");
                    });
        }
    }

    List<ForeignPolicy> of(List<Filter> all) {
        return all.stream()
                .filter(filter -> !OwnFilters.isOurs(filter) && !NativeKeying.isOurs(filter) && isIpsec(filter))
                .flatMap(filter -> policy(filter).stream())
                .toList();
    }

    private static boolean isIpsec(Filter filter) {
        return Callouts.ofIpsec(filter.action().calloutKey()) || (filter.flags() & Filter.HAS_PROVIDER_CONTEXT) != 0;
    }

    private Optional<ForeignPolicy> policy(Filter filter) {
        for (AddressFamily family : AddressFamily.values()) {
            for (Direction direction : Direction.values()) {
                if (FilterPlan.layer(direction, family).equals(filter.layerKey())) {
                    return Optional.of(policy(filter, family, direction));
                }
            }
        }
        return Optional.empty();
    }

    private ForeignPolicy policy(Filter filter, AddressFamily family, Direction direction) {
        return new ForeignPolicy(
                addresses(filter, Fields.IP_LOCAL_ADDRESS, family),
                addresses(filter, Fields.IP_REMOTE_ADDRESS, family),
                direction,
                weight(filter.subLayerKey()) > SubLayerRole.GUARD.weight(),
                filter.providerKey().flatMap(this::owner),
                text(filter));
    }

    /** The smallest prefix that has all of them; every address if there is no condition, or one of another kind. */
    private static AddressPrefix addresses(Filter filter, Guid field, AddressFamily family) {
        return filter.filterCondition().stream()
                .filter(condition -> condition.fieldKey().equals(field))
                .map(condition -> AddressConditions.prefix(condition, family))
                .reduce(AddressConditions::join)
                .orElseGet(() -> AddressPrefix.any(family));
    }

    private Optional<String> owner(Guid provider) {
        return owners.computeIfAbsent(
                provider,
                key -> WindowsProviders.name(key)
                        .or(() -> Optional.of(engine.provider(key)
                                .flatMap(found -> found.displayData().name())
                                .map(name -> name + " " + key)
                                .orElse(key.toString()))));
    }

    private int weight(Guid subLayer) {
        return weights.computeIfAbsent(
                subLayer, key -> engine.subLayer(key).map(SubLayer::weight).orElse(0));
    }

    private String text(Filter filter) {
        DisplayData display = filter.displayData();
        return "filter '" + display.name().orElse("") + "' " + filter.filterKey() + " in sublayer "
                + engine.subLayer(filter.subLayerKey())
                        .flatMap(layer -> layer.displayData().name())
                        .orElse(filter.subLayerKey().toString())
                + " of weight " + weight(filter.subLayerKey());
    }
}
