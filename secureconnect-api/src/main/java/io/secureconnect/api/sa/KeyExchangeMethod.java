package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;

/** IKE key exchange methods (IANA "Transform Type 4", RFC 3526, 5903, 8031, and ML-KEM of FIPS 203). */
@PublicApi
public enum KeyExchangeMethod {
    MODP_2048("modp2048", 14),
    MODP_3072("modp3072", 15),
    MODP_4096("modp4096", 16),
    ECP_256("ecp256", 19),
    ECP_384("ecp384", 20),
    ECP_521("ecp521", 21),
    X25519("x25519", 31),
    X448("x448", 32),
    ML_KEM_768("mlkem768", 36),
    ML_KEM_1024("mlkem1024", 37);

    private final String keyword;
    private final int transformId;

    KeyExchangeMethod(String keyword, int transformId) {
        this.keyword = keyword;
        this.transformId = transformId;
    }

    /** The name in policy documents, such as {@code x25519}. */
    public String keyword() {
        return keyword;
    }

    /**
     * Whether it is a key encapsulation mechanism: its messages are too large for IKE_SA_INIT, so it serves as an additional
     * key exchange only (RFC 9370).
     */
    public boolean isEncapsulation() {
        return this == ML_KEM_768 || this == ML_KEM_1024;
    }

    /** The IKEv2 transform id. */
    public int transformId() {
        return transformId;
    }
}
