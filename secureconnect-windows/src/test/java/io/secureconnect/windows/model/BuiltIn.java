package io.secureconnect.windows.model;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Provider;
import io.secureconnect.windows.wfp.SubLayer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a fresh Windows has in its filter engine. */
final class BuiltIn {
    /** Windows does not document the weights of its own sublayers; this is the middle. */
    private static final int WEIGHT = 0x8000;

    static final Set<Guid> LAYERS =
            Set.copyOf(Facts.beginningWith("FWPM_LAYER_").values());
    static final Set<Guid> CALLOUTS =
            Set.copyOf(Facts.beginningWith("FWPM_CALLOUT_").values());

    static final List<SubLayer> SUB_LAYERS = Facts.beginningWith("FWPM_SUBLAYER_").entrySet().stream()
            .map(entry ->
                    new SubLayer(entry.getValue(), named(entry.getKey()), 0, Optional.empty(), Bytes.empty(), WEIGHT))
            .toList();

    static final List<Provider> PROVIDERS = Facts.beginningWith("FWPM_PROVIDER_").entrySet().stream()
            .filter(entry -> !entry.getKey().contains("CONTEXT"))
            .map(entry -> new Provider(
                    entry.getValue(), named(entry.getKey()), Provider.PERSISTENT, Bytes.empty(), Optional.empty()))
            .toList();

    private BuiltIn() {}

    private static DisplayData named(String name) {
        return DisplayData.of(name, "");
    }
}
