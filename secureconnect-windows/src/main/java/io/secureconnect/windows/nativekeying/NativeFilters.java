package io.secureconnect.windows.nativekeying;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Action;
import io.secureconnect.windows.wfp.Callouts;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Fields;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.Layers;
import io.secureconnect.windows.wfp.Value;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The filters of a natively keyed path, beside those that block it. Three lead IKEEXT to its policies, two hand packets to the
 * IPsec callouts, one opens the gate towards them. They follow from the path alone.
 *
 * <p>There are none at the ALE layers: filters that require encryption there would also stop what is exempt, and every
 * proposal of ours encrypts anyway.
 *
 * @param guard key of the sublayer with the gate
 * @param transport key of the sublayer with the blocks under the callouts
 */
public record NativeFilters(Guid guard, Guid transport) {
    /** Above the gate, below what discards everything. */
    static final int GATE_OPEN_WEIGHT = 2;

    static final int CALLOUT_WEIGHT = 8;
    private static final int POLICY_WEIGHT = 8;

    List<Filter> of(HostPair path) {
        AddressFamily family = path.family();
        return List.of(
                policy(path, NativeRole.MAIN_MODE, Layers.mainMode(family)),
                policy(path, NativeRole.QUICK_MODE, Layers.quickMode(family)),
                policy(path, NativeRole.KEYING_MODULE, Layers.keyingModule(family)),
                packets(
                        path,
                        NativeRole.CALLOUT_OUTBOUND,
                        Layers.outboundTransport(family),
                        transport,
                        CALLOUT_WEIGHT,
                        Action.callout(Callouts.outboundTransport(family))),
                packets(
                        path,
                        NativeRole.CALLOUT_INBOUND,
                        Layers.inboundTransport(family),
                        transport,
                        CALLOUT_WEIGHT,
                        Action.callout(Callouts.inboundTransport(family))),
                packets(
                        path,
                        NativeRole.GATE_OPEN,
                        Layers.outboundTransport(family),
                        guard,
                        GATE_OPEN_WEIGHT,
                        Action.PERMIT));
    }

    private Filter policy(HostPair path, NativeRole role, Guid layer) {
        return filter(
                path,
                role,
                layer,
                transport,
                POLICY_WEIGHT,
                Action.PERMIT,
                Filter.HAS_PROVIDER_CONTEXT,
                Filter.Context.of(NativeNames.context(path, role)));
    }

    private static Filter packets(
            HostPair path, NativeRole role, Guid layer, Guid subLayer, int weight, Action action) {
        return filter(path, role, layer, subLayer, weight, action, 0, Filter.Context.NONE);
    }

    private static Filter filter(
            HostPair path,
            NativeRole role,
            Guid layer,
            Guid subLayer,
            int weight,
            Action action,
            int flags,
            Filter.Context context) {
        return new Filter(
                NativeNames.filter(path, role),
                DisplayData.of("SecureConnect " + role.word(), path.toString()),
                flags,
                Optional.of(NativeNames.PROVIDER),
                Bytes.empty(),
                layer,
                subLayer,
                Value.Number.u8(weight),
                List.of(equal(Fields.IP_LOCAL_ADDRESS, path.local()), equal(Fields.IP_REMOTE_ADDRESS, path.remote())),
                action,
                context,
                0,
                new Value.Empty());
    }

    private static FilterCondition equal(Guid field, IpAddress address) {
        Value value = address.family() == AddressFamily.IPV4
                ? Value.Number.u32(ByteBuffer.wrap(address.octets()).getInt())
                : new Value.ByteArray16(Bytes.wrap(address.octets()));
        return new FilterCondition(field, FilterCondition.MATCH_EQUAL, value);
    }
}
