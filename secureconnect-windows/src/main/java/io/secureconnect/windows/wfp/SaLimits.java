package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Struct;

/** When an SA ends: {@code IPSEC_SA_LIFETIME0}. */
public record SaLimits(int lifetimeSeconds, int lifetimeKilobytes, int lifetimePackets) {
    static final Struct<SaLimits> STRUCT = Struct.of(
            "IPSEC_SA_LIFETIME0",
            new SaLimits(0, 0, 0),
            (m, v) -> new SaLimits(
                    m.u32("lifetimeSeconds", v.lifetimeSeconds),
                    m.u32("lifetimeKilobytes", v.lifetimeKilobytes),
                    m.u32("lifetimePackets", v.lifetimePackets)));
}
