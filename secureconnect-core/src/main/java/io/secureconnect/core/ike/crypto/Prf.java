package io.secureconnect.core.ike.crypto;

import io.secureconnect.api.auth.SecretBytes;

/** A pseudo-random function (RFC 7296 §2.13). */
public interface Prf {
    /** Octets of output, and of the preferred key. */
    int octets();

    /** {@code prf(key, parts[0] | parts[1] | ...)}; the result belongs to the caller, who wipes it if it is a secret. */
    byte[] compute(SecretBytes key, byte[]... parts);

    /** The same under a key that is no secret, such as the nonces of SKEYSEED. */
    byte[] compute(byte[] key, byte[]... parts);
}
