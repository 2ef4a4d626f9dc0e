package io.secureconnect.windows.store.jna;

import com.sun.jna.Pointer;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.store.HashSigner;
import io.secureconnect.windows.store.Padding;
import io.secureconnect.windows.store.SystemStores;
import io.secureconnect.windows.system.SystemLibrary;
import java.security.SignatureException;
import java.util.List;
import java.util.Optional;

/**
 * The certificate stores of the local machine by {@code crypt32.dll}, and signatures by {@code ncrypt.dll}. Stores are opened
 * for reading, and closed before a method returns. No handle of a key is kept either: each signature finds its key anew, so
 * one that was replaced serves at once. Not run against Windows yet, but against libraries with the same functions.
 */
public final class Crypt32 implements SystemStores {
    private static final String MY = "MY";

    private final SystemLibrary crypt32;
    private final SystemLibrary ncrypt;

    /** Those of this Windows; loaded when they are first used. */
    public Crypt32() {
        this(SystemLibrary.named("crypt32"), SystemLibrary.named("ncrypt"));
    }

    Crypt32(SystemLibrary crypt32, SystemLibrary ncrypt) {
        this.crypt32 = crypt32;
        this.ncrypt = ncrypt;
    }

    @Override
    public List<Bytes> certificates(String store) {
        try (OpenStore open = OpenStore.of(crypt32, store)) {
            return open.certificates();
        }
    }

    @Override
    public Optional<HashSigner> key(Bytes certificate) {
        try (OpenStore my = OpenStore.of(crypt32, MY)) {
            Optional<Pointer> context = my.find(certificate);
            if (context.isEmpty()) {
                return Optional.empty();
            }
            Optional<AcquiredKey> key = AcquiredKey.of(crypt32, ncrypt, context.get());
            key.ifPresent(AcquiredKey::close);
            return key.map(usable -> (hash, padding) -> sign(certificate, hash, padding));
        }
    }

    private Bytes sign(Bytes certificate, Bytes hash, Padding padding) throws SignatureException {
        try (OpenStore my = OpenStore.of(crypt32, MY)) {
            Pointer context = my.find(certificate).orElseThrow(() -> gone("certificate"));
            try (AcquiredKey key =
                    AcquiredKey.of(crypt32, ncrypt, context).orElseThrow(() -> gone("certificate's private key"))) {
                return key.sign(hash, padding);
            }
        }
    }

    private static SignatureException gone(String what) {
        return new SignatureException("the " + what + " is no longer in the store LocalMachine\\My");
    }
}
