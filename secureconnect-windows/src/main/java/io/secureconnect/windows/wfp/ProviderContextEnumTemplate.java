package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/**
 * Which provider contexts an enumeration is about: {@code FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0}. Without one, all.
 *
 * @param providerContextType a {@code FWPM_PROVIDER_CONTEXT_TYPE}
 */
public record ProviderContextEnumTemplate(Optional<Guid> providerKey, int providerContextType) {
    public static final Struct<ProviderContextEnumTemplate> STRUCT = Struct.of(
            "FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0",
            new ProviderContextEnumTemplate(Optional.empty(), 0),
            (m, v) -> new ProviderContextEnumTemplate(
                    m.pointer("providerKey", Plain.GUID, v.providerKey),
                    m.u32("providerContextType", v.providerContextType)));
}
