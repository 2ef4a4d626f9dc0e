package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;

/**
 * ESP encryption algorithms with their key length fixed (IANA "Transform Type 1", RFC 4106, 7634, 3602).
 *
 * <p>{@link #keyword()} is the name in policy documents.
 */
@PublicApi
public enum EncryptionAlgorithm {
    AES_GCM_16_128("aes128gcm16", 20, 16, 4, 16, 4, 8),
    AES_GCM_16_256("aes256gcm16", 20, 32, 4, 16, 4, 8),
    CHACHA20_POLY1305("chacha20poly1305", 28, 32, 4, 16, 4, 8),
    AES_CBC_128("aes128", 12, 16, 0, 0, 16, 16),
    AES_CBC_256("aes256", 12, 32, 0, 0, 16, 16);

    private final String keyword;
    private final int transformId;
    private final int keyOctets;
    private final int saltOctets;
    private final int icvOctets;
    private final int alignment;
    private final int ivOctets;

    EncryptionAlgorithm(
            String keyword,
            int transformId,
            int keyOctets,
            int saltOctets,
            int icvOctets,
            int alignment,
            int ivOctets) {
        this.keyword = keyword;
        this.transformId = transformId;
        this.keyOctets = keyOctets;
        this.saltOctets = saltOctets;
        this.icvOctets = icvOctets;
        this.alignment = alignment;
        this.ivOctets = ivOctets;
    }

    /** The name in policy documents, such as {@code aes256gcm16}. */
    public String keyword() {
        return keyword;
    }

    /** The IKEv2 transform id (IANA, Transform Type 1); several key lengths share one. */
    public int transformId() {
        return transformId;
    }

    /** Octets of the cipher key without the salt. */
    public int keyOctets() {
        return keyOctets;
    }

    /** Octets of implicit nonce that follow the key in the keying material; 0 for CBC. */
    public int saltOctets() {
        return saltOctets;
    }

    /** Octets of keying material: key and salt. */
    public int keyMaterialOctets() {
        return keyOctets + saltOctets;
    }

    /** Octets of the integrity check value if the cipher makes it itself; 0 if an integrity algorithm is needed. */
    public int icvOctets() {
        return icvOctets;
    }

    /** The multiple to which ESP pads: 4 for counter modes, the block size for CBC. */
    public int alignment() {
        return alignment;
    }

    /** Octets of the initialization vector in every packet. */
    public int ivOctets() {
        return ivOctets;
    }

    /** Whether the cipher authenticates too, so that no integrity algorithm may be given. */
    public boolean isAead() {
        return icvOctets > 0;
    }
}
