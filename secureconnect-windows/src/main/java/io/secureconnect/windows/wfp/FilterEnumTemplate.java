package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import java.util.List;
import java.util.Optional;

/**
 * Which filters an enumeration is about: {@code FWPM_FILTER_ENUM_TEMPLATE0}.
 *
 * @param actionMask all ones, or filters of some actions are left out
 */
public record FilterEnumTemplate(
        Optional<Guid> providerKey,
        Guid layerKey,
        int enumType,
        int flags,
        List<FilterCondition> filterCondition,
        int actionMask,
        Optional<Guid> calloutKey) {
    private static final int ALL_ACTIONS = 0xffffffff;

    public static final Struct<FilterEnumTemplate> STRUCT = Struct.of(
            "FWPM_FILTER_ENUM_TEMPLATE0",
            new FilterEnumTemplate(Optional.empty(), Guid.NONE, 0, 0, List.of(), 0, Optional.empty()),
            (m, v) -> {
                Optional<Guid> providerKey = m.pointer("providerKey", Plain.GUID, v.providerKey);
                Guid layerKey = m.guid("layerKey", v.layerKey);
                int enumType = m.u32("enumType", v.enumType);
                int flags = m.u32("flags", v.flags);
                m.unused("providerContextTemplate");
                List<FilterCondition> conditions =
                        m.list("numFilterConditions", "filterCondition", FilterCondition.STRUCT, v.filterCondition);
                int actionMask = m.u32("actionMask", v.actionMask);
                Optional<Guid> calloutKey = m.pointer("calloutKey", Plain.GUID, v.calloutKey);
                return new FilterEnumTemplate(
                        providerKey, layerKey, enumType, flags, conditions, actionMask, calloutKey);
            });

    public FilterEnumTemplate {
        filterCondition = List.copyOf(filterCondition);
    }

    /** All filters of one layer, whoever added them. */
    public static FilterEnumTemplate ofLayer(Guid layerKey) {
        return new FilterEnumTemplate(
                Optional.empty(), layerKey, OVERLAPPING, 0, List.of(), ALL_ACTIONS, Optional.empty());
    }

    /** Those of them that match some of the packets that these conditions match. */
    public FilterEnumTemplate withConditions(List<FilterCondition> conditions) {
        return new FilterEnumTemplate(providerKey, layerKey, enumType, flags, conditions, actionMask, calloutKey);
    }

    @SdkName("FWP_FILTER_ENUM_OVERLAPPING")
    private static final int OVERLAPPING = 1;
}
