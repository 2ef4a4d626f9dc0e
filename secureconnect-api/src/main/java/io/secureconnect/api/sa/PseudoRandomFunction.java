package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;

/**
 * IKE pseudo-random functions (IANA "Transform Type 2", RFC 4868). HMAC-SHA1 is for IKEv1 alone, under
 * {@link io.secureconnect.api.policy.CryptoFloor#COMPATIBLE}.
 */
@PublicApi
public enum PseudoRandomFunction {
    HMAC_SHA2_256("prfsha256", 5, 32),
    HMAC_SHA2_384("prfsha384", 6, 48),
    HMAC_SHA2_512("prfsha512", 7, 64),
    HMAC_SHA1("prfsha1", 2, 20);

    private final String keyword;
    private final int transformId;
    private final int octets;

    PseudoRandomFunction(String keyword, int transformId, int octets) {
        this.keyword = keyword;
        this.transformId = transformId;
        this.octets = octets;
    }

    /** The name in policy documents, such as {@code prfsha384}. */
    public String keyword() {
        return keyword;
    }

    /** The IKEv2 transform id. */
    public int transformId() {
        return transformId;
    }

    /** Octets of output, which is also the preferred key length. */
    public int octets() {
        return octets;
    }
}
