package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/** Who adds objects: {@code FWPM_PROVIDER0}. */
public record Provider(
        Guid providerKey, DisplayData displayData, int flags, Bytes providerData, Optional<String> serviceName) {
    /** It survives a reboot. */
    @SdkName("FWPM_PROVIDER_FLAG_PERSISTENT")
    public static final int PERSISTENT = 0x1;

    public static final Struct<Provider> STRUCT = Struct.of(
            "FWPM_PROVIDER0",
            new Provider(Guid.NONE, DisplayData.blank(), 0, Bytes.empty(), Optional.empty()),
            (m, v) -> new Provider(
                    m.guid("providerKey", v.providerKey),
                    m.struct("displayData", DisplayData.STRUCT, v.displayData),
                    m.u32("flags", v.flags),
                    m.struct("providerData", Plain.BYTE_BLOB, v.providerData),
                    m.text("serviceName", v.serviceName)));
}
