package io.secureconnect.core.ike.keys;

import io.secureconnect.api.auth.SecretBytes;
import java.util.Optional;

/**
 * What protects the messages of one direction.
 *
 * @param encryption SK_ei or SK_er, with the salt where the cipher has one
 * @param integrity SK_ai or SK_ar; empty for an AEAD cipher, which takes none of the key stream (RFC 5282 §7.1)
 */
record MessageKeys(SecretBytes encryption, Optional<SecretBytes> integrity) implements AutoCloseable {
    @Override
    public void close() {
        encryption.close();
        integrity.ifPresent(SecretBytes::close);
    }
}
