package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;

/** Protocols by which IKEEXT negotiates. */
@SdkName("FWPM_KEYING_MODULE_")
public final class KeyingModules {
    /** IKEv1. */
    public static final Guid IKE = Guid.parse("a9bbf787-82a8-45bb-a400-5d7e5952c7a9");

    public static final Guid AUTHIP = Guid.parse("11e3dae0-dd26-4590-857d-ab4b28d1a095");
    public static final Guid IKEV2 = Guid.parse("041792cc-8f07-419d-a394-716968cb1647");

    /** {@code IKEEXT_KEY_MODULE_TYPE}: IKEv1. */
    @SdkName("IKEEXT_KEY_MODULE_IKE")
    public static final int TYPE_IKE = 0;

    @SdkName("IKEEXT_KEY_MODULE_AUTHIP")
    public static final int TYPE_AUTHIP = 1;

    @SdkName("IKEEXT_KEY_MODULE_IKEV2")
    public static final int TYPE_IKEV2 = 2;

    private KeyingModules() {}
}
