package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import java.util.Locale;

/** Which IKE version a pair uses. */
@PublicApi
public enum IkeVersionPolicy {
    /** IKEv2 between Linux hosts, IKEv1 for any pair with a Windows end. */
    COMPATIBLE,
    /** IKEv2 wherever both ends can. */
    MODERN;

    /** The name in policy documents. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
