package io.secureconnect.core.ike.keys;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.core.ike.crypto.Prf;
import java.nio.charset.StandardCharsets;

/** The authentication data of a pre-shared key (RFC 7296 §2.15). */
public final class SharedKeyProof {
    private static final byte[] PAD = "Key Pad for IKEv2".getBytes(StandardCharsets.US_ASCII);

    private SharedKeyProof() {}

    /** {@code prf(prf(key, "Key Pad for IKEv2"), signedOctets)}; compare it in constant time. */
    public static byte[] compute(Prf prf, SecretBytes preSharedKey, byte[] signedOctets) {
        try (SecretBytes padded = SecretBytes.wrap(prf.compute(preSharedKey, PAD))) {
            return prf.compute(padded, signedOctets);
        }
    }
}
