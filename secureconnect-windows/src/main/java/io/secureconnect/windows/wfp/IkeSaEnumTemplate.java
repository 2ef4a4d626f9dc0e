package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Struct;

/**
 * Which IKE SAs an enumeration is about: {@code IKEEXT_SA_ENUM_TEMPLATE0}. Without one, all.
 *
 * @param localMainModeCertHash SHA-1 of this host's certificate; empty for any
 */
public record IkeSaEnumTemplate(Value localSubNet, Value remoteSubNet, Bytes localMainModeCertHash) {
    public static final Struct<IkeSaEnumTemplate> STRUCT = Struct.of(
            "IKEEXT_SA_ENUM_TEMPLATE0",
            new IkeSaEnumTemplate(new Value.Empty(), new Value.Empty(), Bytes.empty()),
            (m, v) -> new IkeSaEnumTemplate(
                    m.struct("localSubNet", Values.CONDITION, v.localSubNet),
                    m.struct("remoteSubNet", Values.CONDITION, v.remoteSubNet),
                    m.struct("localMainModeCertHash", Plain.BYTE_BLOB, v.localMainModeCertHash)));
}
