package io.secureconnect.core.keying;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.KeyMaterial;
import java.util.HexFormat;

/** Keys in tests, where they may be seen. */
final class Keys {
    private Keys() {}

    static String hex(KeyMaterial keys) {
        return hex(keys.encryption()) + keys.integrity().map(Keys::hex).orElse("");
    }

    static String hex(SecretBytes secret) {
        return secret.read(HexFormat.of()::formatHex);
    }
}
