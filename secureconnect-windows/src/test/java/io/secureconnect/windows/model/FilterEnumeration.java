package io.secureconnect.windows.model;

import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterEnumTemplate;
import java.util.List;
import java.util.Optional;

/** Which filters {@code FwpmFilterEnum0} tells for a template; without a flag none of boot time. */
record FilterEnumeration(FilterEnumTemplate template, Optional<Conditions> conditions) {
    private static final int BOOTTIME_ONLY = 0x4;
    private static final int INCLUDE_BOOTTIME = 0x8;

    static FilterEnumeration of(FilterEnumTemplate template) {
        if (!BuiltIn.LAYERS.contains(template.layerKey())) {
            throw Refusal.LAYER_NOT_FOUND.raised();
        }
        return new FilterEnumeration(
                template,
                TransportLayer.of(template.layerKey())
                        .map(layer -> Conditions.of(template.filterCondition(), layer.family())));
    }

    List<Filter> of(ObjectStore store) {
        return store.filters.all().stream().map(Held::value).filter(this::tells).toList();
    }

    private boolean tells(Filter filter) {
        return filter.layerKey().equals(template.layerKey())
                && (template.providerKey().isEmpty() || template.providerKey().equals(filter.providerKey()))
                && (template.calloutKey().isEmpty()
                        || template.calloutKey().get().equals(filter.action().calloutKey()))
                && (template.actionMask() & filter.action().type())
                        == filter.action().type()
                && tellsAtBoot((filter.flags() & Filter.BOOTTIME) != 0)
                && overlaps(filter);
    }

    private boolean tellsAtBoot(boolean boottime) {
        boolean only = (template.flags() & BOOTTIME_ONLY) != 0;
        boolean include = only || (template.flags() & INCLUDE_BOOTTIME) != 0;
        return boottime ? include : !only;
    }

    private boolean overlaps(Filter filter) {
        Optional<TransportLayer> layer = TransportLayer.of(filter.layerKey());
        return layer.isEmpty() || conditions.isEmpty() || conditions.get().overlap(Conditions.of(filter, layer.get()));
    }
}
