package io.secureconnect.core.runtime;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.PreSharedKeys;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.core.psk.HeldKeys;
import java.nio.file.Path;
import java.util.List;

/** The pre-shared keys of a host in a file; see {@link io.secureconnect.api.SecureConnect#preSharedKeys}. */
final class PreSharedKeyFile implements PreSharedKeys {
    private final Reloaded<HeldKeys> keys;

    PreSharedKeyFile(Path file) {
        this.keys = new Reloaded<>(List.of(file), () -> read(file), HeldKeys::close);
    }

    @Override
    public List<PairKey> of(String local, String peer) {
        return keys.current().of(local, peer);
    }

    private static HeldKeys read(Path file) {
        try (SecretBytes content = SecretFiles.read(file, ErrorCode.KEY_UNREADABLE)) {
            return HeldKeys.read(file.toString(), content);
        }
    }
}
