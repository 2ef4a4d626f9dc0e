package io.secureconnect.windows.backend;

import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.Value;
import java.util.HashSet;

/**
 * Whether a filter that was found is the one that was added. Windows fills in and sets some members itself, and may write down
 * one address as a mask that fits one address.
 */
final class FilterContent {
    /** {@code FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT}. */
    private static final int CLEAR_ACTION_RIGHT = 0x8;

    /** {@code FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED}. */
    private static final int PERMIT_IF_CALLOUT_UNREGISTERED = 0x10;

    /** Those that change what a filter does; Windows sets others for itself. */
    private static final int FLAGS = Filter.PERSISTENT
            | Filter.BOOTTIME
            | Filter.HAS_PROVIDER_CONTEXT
            | CLEAR_ACTION_RIGHT
            | PERMIT_IF_CALLOUT_UNREGISTERED;

    private static final int ALL_BITS_V6 = 128;

    private FilterContent() {}

    static boolean isAsWanted(Filter wanted, Filter found) {
        return wanted.filterKey().equals(found.filterKey())
                && wanted.providerKey().equals(found.providerKey())
                && wanted.providerData().equals(found.providerData())
                && wanted.layerKey().equals(found.layerKey())
                && wanted.subLayerKey().equals(found.subLayerKey())
                && wanted.weight().equals(found.weight())
                && wanted.action().equals(found.action())
                && wanted.context().equals(found.context())
                && (wanted.flags() & FLAGS) == (found.flags() & FLAGS)
                && sameConditions(wanted, found);
    }

    private static boolean sameConditions(Filter wanted, Filter found) {
        HashSet<FilterCondition> rest = new HashSet<>();
        found.filterCondition().forEach(condition -> rest.add(plain(condition)));
        return wanted.filterCondition().size() == found.filterCondition().size()
                && wanted.filterCondition().stream().allMatch(rest::contains);
    }

    private static FilterCondition plain(FilterCondition condition) {
        return new FilterCondition(condition.fieldKey(), condition.matchType(), plain(condition.conditionValue()));
    }

    private static Value plain(Value value) {
        return switch (value.type()) {
            case Value.V4_ADDR_MASK -> {
                Value.MaskV4 mask = (Value.MaskV4) value;
                yield mask.mask() == -1 ? Value.Number.u32(mask.addr()) : mask;
            }
            case Value.V6_ADDR_MASK -> {
                Value.MaskV6 mask = (Value.MaskV6) value;
                yield mask.prefixLength() == ALL_BITS_V6 ? new Value.ByteArray16(mask.addr()) : mask;
            }
            default -> value;
        };
    }
}
