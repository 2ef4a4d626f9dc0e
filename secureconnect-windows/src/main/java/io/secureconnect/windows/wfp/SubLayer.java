package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/**
 * Where filters arbitrate among themselves: {@code FWPM_SUBLAYER0}.
 *
 * @param weight 0 to 65535; the heavier one is asked first
 */
public record SubLayer(
        Guid subLayerKey,
        DisplayData displayData,
        int flags,
        Optional<Guid> providerKey,
        Bytes providerData,
        int weight) {
    /** It survives a reboot. */
    @SdkName("FWPM_SUBLAYER_FLAG_PERSISTENT")
    public static final int PERSISTENT = 0x1;

    public static final Struct<SubLayer> STRUCT = Struct.of(
            "FWPM_SUBLAYER0",
            new SubLayer(Guid.NONE, DisplayData.blank(), 0, Optional.empty(), Bytes.empty(), 0),
            (m, v) -> new SubLayer(
                    m.guid("subLayerKey", v.subLayerKey),
                    m.struct("displayData", DisplayData.STRUCT, v.displayData),
                    m.u32("flags", v.flags),
                    m.pointer("providerKey", Plain.GUID, v.providerKey),
                    m.struct("providerData", Plain.BYTE_BLOB, v.providerData),
                    m.u16("weight", v.weight)));
}
