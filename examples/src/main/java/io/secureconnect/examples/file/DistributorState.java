package io.secureconnect.examples.file;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.KeyDistribution;
import io.secureconnect.api.keying.KeyDistributor;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.spi.RandomSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The file in which a {@link KeyDistributor} lives between two steps; another process may take the steps between ours. */
final class DistributorState {
    private static final int LONGEST = 256 << 20;

    private final Path file;
    private final SealingKeyPair own;
    private final RandomSource random;
    private @Nullable KeyDistributor keys;
    private @Nullable FileStamp stamp;
    private String saved = "";

    DistributorState(Path file, SealingKeyPair own, RandomSource random) {
        this.file = file;
        this.own = own;
        this.random = random;
    }

    /** The distributor as it was saved last, by whomever. */
    KeyDistributor load() {
        FileStamp now = FileStamp.of(file);
        KeyDistributor known = keys;
        if (known != null && Objects.equals(now, stamp)) {
            return known;
        }
        KeyDistributor loaded = read();
        keys = loaded;
        stamp = now;
        return loaded;
    }

    /** Saves what {@link #load} gave, if that has changed. */
    void save() {
        String state = Objects.requireNonNull(keys, "nothing was loaded").save();
        if (!state.equals(saved)) {
            PrivateFiles.write(file, state.getBytes(StandardCharsets.UTF_8));
            saved = state;
            stamp = FileStamp.of(file);
        }
    }

    /** Gives up what was not saved. */
    void forget() {
        keys = null;
    }

    private KeyDistributor read() {
        KeyDistribution distribution = SecureConnect.keyDistribution();
        if (!Files.exists(file)) {
            return distribution.create(own, random);
        }
        saved = new String(PrivateFiles.read(file, LONGEST), StandardCharsets.UTF_8);
        try {
            return distribution.restore(own, random, saved);
        } catch (SecureConnectException e) {
            throw new SecureConnectException(
                    e.code(), file + ": " + e.getMessage() + "; restore the file from a copy", e);
        }
    }
}
