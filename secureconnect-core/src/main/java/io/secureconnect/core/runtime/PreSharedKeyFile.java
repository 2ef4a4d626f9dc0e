package io.secureconnect.core.runtime;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.PreSharedKeys;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.core.psk.HeldKeys;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pre-shared keys of a host in a file; see {@link io.secureconnect.api.SecureConnect#preSharedKeys}. */
final class PreSharedKeyFile implements PreSharedKeys {
    private final Path file;
    private final Reloaded<HeldKeys> keys;
    private @Nullable HeldKeys last;

    PreSharedKeyFile(Path file) {
        this.file = file;
        this.keys = new Reloaded<>(List.of(file), this::read, HeldKeys::close);
    }

    @Override
    public List<PairKey> of(String local, String peer) {
        return keys.current().of(local, peer);
    }

    /** One at a time, because {@link Reloaded} reads so. */
    private HeldKeys read() {
        try (SecretBytes content = SecretFiles.read(file, ErrorCode.KEY_UNREADABLE)) {
            HeldKeys read = HeldKeys.read(file.toString(), content);
            last = last == null ? read : read.after(last);
            return last;
        }
    }
}
