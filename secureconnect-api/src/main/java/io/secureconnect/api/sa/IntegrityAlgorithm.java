package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;

/**
 * ESP integrity algorithms for ciphers that do not authenticate themselves (RFC 4868, RFC 2404, IANA "Transform Type
 * 3"). HMAC-SHA1-96 is there under {@link io.secureconnect.api.policy.CryptoFloor#COMPATIBLE} alone.
 */
@PublicApi
public enum IntegrityAlgorithm {
    HMAC_SHA2_256_128("sha256", 12, 32, 16),
    HMAC_SHA2_384_192("sha384", 13, 48, 24),
    HMAC_SHA2_512_256("sha512", 14, 64, 32),
    HMAC_SHA1_96("sha1", 2, 20, 12);

    private final String keyword;
    private final int transformId;
    private final int keyOctets;
    private final int icvOctets;

    IntegrityAlgorithm(String keyword, int transformId, int keyOctets, int icvOctets) {
        this.keyword = keyword;
        this.transformId = transformId;
        this.keyOctets = keyOctets;
        this.icvOctets = icvOctets;
    }

    /** The name in policy documents, such as {@code sha256}. */
    public String keyword() {
        return keyword;
    }

    /** The IKEv2 transform id. */
    public int transformId() {
        return transformId;
    }

    /** Octets of the key, which is also the length of the untruncated output. */
    public int keyOctets() {
        return keyOctets;
    }

    /** Octets of the truncated output in a packet. */
    public int icvOctets() {
        return icvOctets;
    }
}
