package io.secureconnect.windows.model;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Action;
import io.secureconnect.windows.wfp.Filter;
import java.util.Optional;

/** What a filter has to be for the engine to take it, apart from what it refers to. */
final class FilterRules {
    /** {@code FWP_ACTION_CALLOUT_TERMINATING}. */
    static final int CALLOUT_TERMINATING = 0x5003;

    private FilterRules() {}

    static void require(Filter filter) {
        boolean persistent = (filter.flags() & Filter.PERSISTENT) != 0;
        boolean boottime = (filter.flags() & Filter.BOOTTIME) != 0;
        if (persistent && boottime) {
            throw Refusal.INVALID_FLAGS.raised();
        }
        if (!BuiltIn.LAYERS.contains(filter.layerKey())) {
            throw Refusal.LAYER_NOT_FOUND.raised();
        }
        requireAction(filter);
        TransportLayer.of(filter.layerKey()).ifPresent(layer -> Conditions.of(filter, layer));
    }

    private static void requireAction(Filter filter) {
        int type = filter.action().type();
        Guid callout = filter.action().calloutKey();
        if (type == CALLOUT_TERMINATING) {
            if (!BuiltIn.CALLOUTS.contains(callout)) {
                throw Refusal.CALLOUT_NOT_FOUND.raised();
            }
            Optional<TransportLayer> home = TransportLayer.ofCallout(callout);
            if (home.isPresent() && !home.get().key().equals(filter.layerKey())) {
                throw Refusal.INCOMPATIBLE_LAYER.raised();
            }
        } else if (type != Action.BLOCK.type() && type != Action.PERMIT.type()) {
            throw Refusal.INVALID_ACTION_TYPE.raised();
        }
    }
}
