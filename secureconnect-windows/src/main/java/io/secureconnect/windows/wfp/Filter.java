package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.abi.Union;
import java.util.List;
import java.util.Optional;

/**
 * A filter: {@code FWPM_FILTER0}.
 *
 * @param flags of {@link #PERSISTENT} and the others
 * @param weight empty for one that Windows chooses; a UINT8 of 0 to 15 chooses a range of them
 * @param context for the callout: a number, or with {@link #HAS_PROVIDER_CONTEXT} the key of a provider context
 * @param filterId given by Windows; 0 in a filter that is to be added
 * @param effectiveWeight given by Windows
 */
public record Filter(
        Guid filterKey,
        DisplayData displayData,
        int flags,
        Optional<Guid> providerKey,
        Bytes providerData,
        Guid layerKey,
        Guid subLayerKey,
        Value weight,
        List<FilterCondition> filterCondition,
        Action action,
        Context context,
        long filterId,
        Value effectiveWeight) {
    /** It survives a reboot. */
    @SdkName("FWPM_FILTER_FLAG_PERSISTENT")
    public static final int PERSISTENT = 0x1;

    /** It holds before the filter engine has started. */
    @SdkName("FWPM_FILTER_FLAG_BOOTTIME")
    public static final int BOOTTIME = 0x2;

    @SdkName("FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT")
    public static final int HAS_PROVIDER_CONTEXT = 0x4;

    private static final Union<Context> CONTEXT = Union.of(
            (m, v) -> v,
            List.of(
                    new Union.Arm<>(0, Context.NONE, (m, v) -> Context.raw(m.u64("rawContext", v.rawContext()))),
                    new Union.Arm<>(
                            HAS_PROVIDER_CONTEXT,
                            Context.NONE,
                            (m, v) -> Context.of(m.guid("providerContextKey", v.providerContextKey())))));

    public static final Struct<Filter> STRUCT = Struct.of(
            "FWPM_FILTER0",
            new Filter(
                    Guid.NONE,
                    DisplayData.blank(),
                    0,
                    Optional.empty(),
                    Bytes.empty(),
                    Guid.NONE,
                    Guid.NONE,
                    new Value.Empty(),
                    List.of(),
                    new Action(0, Guid.NONE),
                    Context.NONE,
                    0,
                    new Value.Empty()),
            (m, v) -> {
                Guid filterKey = m.guid("filterKey", v.filterKey);
                DisplayData displayData = m.struct("displayData", DisplayData.STRUCT, v.displayData);
                int flags = m.u32("flags", v.flags);
                Optional<Guid> providerKey = m.pointer("providerKey", Plain.GUID, v.providerKey);
                Bytes providerData = m.struct("providerData", Plain.BYTE_BLOB, v.providerData);
                Guid layerKey = m.guid("layerKey", v.layerKey);
                Guid subLayerKey = m.guid("subLayerKey", v.subLayerKey);
                Value weight = m.struct("weight", Values.STRUCT, v.weight);
                List<FilterCondition> conditions =
                        m.list("numFilterConditions", "filterCondition", FilterCondition.STRUCT, v.filterCondition);
                Action action = m.struct("action", Action.STRUCT, v.action);
                Context context = m.union(CONTEXT, flags & HAS_PROVIDER_CONTEXT, v.context);
                m.unused("reserved");
                long filterId = m.u64("filterId", v.filterId);
                Value effectiveWeight = m.struct("effectiveWeight", Values.STRUCT, v.effectiveWeight);
                return new Filter(
                        filterKey,
                        displayData,
                        flags,
                        providerKey,
                        providerData,
                        layerKey,
                        subLayerKey,
                        weight,
                        conditions,
                        action,
                        context,
                        filterId,
                        effectiveWeight);
            });

    public Filter {
        filterCondition = List.copyOf(filterCondition);
    }

    /** One of the two; the other is 0. */
    public record Context(long rawContext, Guid providerContextKey) {
        public static final Context NONE = new Context(0, Guid.NONE);

        /** For the outbound callout: without an SA, IKEEXT is not asked to negotiate one. */
        @SdkName("FWPM_CONTEXT_IPSEC_OUTBOUND_SUPPRESS_NEGOTIATION")
        public static final long SUPPRESS_NEGOTIATION = 2;

        /** For the callouts at the connect and accept layers: the connection has to be encrypted. */
        @SdkName("FWPM_CONTEXT_ALE_SET_CONNECTION_REQUIRE_IPSEC_ENCRYPTION")
        public static final long REQUIRE_IPSEC_ENCRYPTION = 8;

        public static Context raw(long rawContext) {
            return new Context(rawContext, Guid.NONE);
        }

        public static Context of(Guid providerContextKey) {
            return new Context(0, providerContextKey);
        }
    }
}
