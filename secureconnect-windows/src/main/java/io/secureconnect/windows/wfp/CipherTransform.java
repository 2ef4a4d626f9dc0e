package io.secureconnect.windows.wfp;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.windows.abi.SdkName;
import java.util.Optional;

/**
 * Ciphers of ESP: the pairs {@code IPSEC_CIPHER_TRANSFORM_ID_*}. AES-GCM goes with the {@link AuthTransform} of the same name,
 * and both get the same octets: the key with the four octets of salt after it.
 */
@SdkName("IPSEC_CIPHER_TRANSFORM_ID_")
public enum CipherTransform {
    CBC_3DES(2, 2),
    /** AES-CBC with 128 bits. */
    AES_128(3, 3),
    AES_192(4, 4),
    AES_256(5, 5),
    GCM_AES_128(3, 6),
    GCM_AES_192(4, 7),
    GCM_AES_256(5, 8);

    private final int type;
    private final int config;

    CipherTransform(int type, int config) {
        this.type = type;
        this.config = config;
    }

    /** An {@code IPSEC_CIPHER_TYPE}. */
    public int type() {
        return type;
    }

    /** An {@code IPSEC_CIPHER_CONFIG}. */
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
