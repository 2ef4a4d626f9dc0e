package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import java.util.Map;
import java.util.Optional;

/** Providers that Windows itself has, whose filters are never touched. */
@SdkName("FWPM_PROVIDER_")
public final class WindowsProviders {
    public static final Guid IKEEXT = Guid.parse("10ad9216-ccde-456c-8b16-e9f04e60a90b");
    public static final Guid MPSSVC_WF = Guid.parse("decc16ca-3f33-4346-be1e-8fb4ae0f3d62");
    public static final Guid MPSSVC_WSH = Guid.parse("4b153735-1049-4480-aab4-d1b9bdc03710");

    private static final Map<Guid, String> NAMES = Map.of(
            IKEEXT, "IKEEXT, the key exchange of Windows",
            MPSSVC_WF, "Windows Firewall",
            MPSSVC_WSH, "Windows Service Hardening");

    private WindowsProviders() {}

    /** What people know it by; empty if it is none of these. */
    public static Optional<String> name(Guid provider) {
        return Optional.ofNullable(NAMES.get(provider));
    }
}
