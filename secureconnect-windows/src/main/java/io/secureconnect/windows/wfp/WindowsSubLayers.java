package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;

/** Sublayers that Windows itself has. */
@SdkName("FWPM_SUBLAYER_")
public final class WindowsSubLayers {
    /** Where filters without a sublayer are. */
    public static final Guid UNIVERSAL = Guid.parse("eebecc03-ced4-4380-819a-2734397b2b74");

    public static final Guid IPSEC_TUNNEL = Guid.parse("83f299ed-9ff4-4967-aff4-c309f4dab827");

    private WindowsSubLayers() {}
}
