package io.secureconnect.windows.wfp;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.windows.abi.SdkName;
import java.util.Optional;

/** Integrity of ESP: the pairs {@code IPSEC_AUTH_TRANSFORM_ID_*}. */
@SdkName("IPSEC_AUTH_TRANSFORM_ID_")
public enum AuthTransform {
    HMAC_SHA_1_96(1, 1),
    HMAC_SHA_256_128(2, 2),
    /** Beside {@link CipherTransform#GCM_AES_128}, and so on. */
    GCM_AES_128(3, 3),
    GCM_AES_192(4, 4),
    GCM_AES_256(5, 5);

    private final int type;
    private final int config;

    AuthTransform(int type, int config) {
        this.type = type;
        this.config = config;
    }

    /** An {@code IPSEC_AUTH_TYPE}. */
    public int type() {
        return type;
    }

    /** An {@code IPSEC_AUTH_CONFIG}. */
    public int config() {
        return config;
    }

    /** For an SA. */
    public Transform with(SecretBytes key) {
        return new Transform(type, config, Optional.of(key));
    }

    /** For a proposal. */
    public Transform proposed() {
        return new Transform(type, config, Optional.empty());
    }
}
