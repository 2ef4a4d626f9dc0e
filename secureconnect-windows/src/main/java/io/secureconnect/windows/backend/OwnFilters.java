package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterEnumTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Our filters at one moment, by what they are about. Whoever changes the engine tells it here too.
 */
final class OwnFilters {
    /** {@code FWP_FILTER_ENUM_FLAG_INCLUDE_BOOTTIME} and {@code FWP_FILTER_ENUM_FLAG_INCLUDE_DISABLED}. */
    private static final int BOOTTIME_AND_DISABLED = 0x8 | 0x10;

    private final Map<String, Map<Guid, Filter>> bySubject = new LinkedHashMap<>();
    private final Map<Guid, String> subjects = new HashMap<>();

    /** All filters of the layers that our filters are in, whoever owns them. */
    static List<Filter> dump(FilterEngine engine, Optional<Guid> provider) {
        List<Filter> all = new ArrayList<>();
        for (AddressFamily family : AddressFamily.values()) {
            for (Direction direction : Direction.values()) {
                FilterEnumTemplate layer = FilterEnumTemplate.ofLayer(FilterPlan.layer(direction, family));
                all.addAll(engine.filters(new FilterEnumTemplate(
                        provider,
                        layer.layerKey(),
                        layer.enumType(),
                        BOOTTIME_AND_DISABLED,
                        layer.filterCondition(),
                        layer.actionMask(),
                        layer.calloutKey())));
            }
        }
        return all;
    }

    /** Ours alone. */
    static OwnFilters read(FilterEngine engine) {
        OwnFilters filters = new OwnFilters();
        for (Lifetime lifetime : Lifetime.values()) {
            dump(engine, Optional.of(lifetime.provider())).forEach(filters::note);
        }
        return filters;
    }

    /** Ours out of {@code all}. */
    static OwnFilters of(List<Filter> all) {
        OwnFilters filters = new OwnFilters();
        all.stream().filter(OwnFilters::isOurs).forEach(filters::note);
        return filters;
    }

    static boolean isOurs(Filter filter) {
        return Lifetime.ofProvider(filter.providerKey()).isPresent();
    }

    void note(Filter filter) {
        FilterLabel.read(filter.providerData()).ifPresent(label -> {
            subjects.put(filter.filterKey(), label.subject());
            bySubject
                    .computeIfAbsent(label.subject(), subject -> new LinkedHashMap<>())
                    .put(filter.filterKey(), filter);
        });
    }

    void forget(Guid key) {
        String subject = subjects.remove(key);
        if (subject != null) {
            Map<Guid, Filter> rest = bySubject.getOrDefault(subject, Map.of());
            rest.remove(key);
            if (rest.isEmpty()) {
                bySubject.remove(subject);
            }
        }
    }

    Map<Guid, Filter> of(HostPair path) {
        return bySubject.getOrDefault(SubjectText.of(path), Map.of());
    }

    Map<Guid, Filter> of(TrafficSelector exemption) {
        return bySubject.getOrDefault(SubjectText.of(exemption), Map.of());
    }

    List<HostPair> paths() {
        return bySubject.keySet().stream()
                .flatMap(subject -> SubjectText.path(subject).stream())
                .toList();
    }

    List<TrafficSelector> exemptions() {
        return bySubject.keySet().stream()
                .flatMap(subject -> SubjectText.exemption(subject).stream())
                .toList();
    }

    boolean has(Lifetime lifetime) {
        return bySubject.values().stream()
                .flatMap(filters -> filters.values().stream())
                .anyMatch(filter -> filter.providerKey().equals(Optional.of(lifetime.provider())));
    }
}
