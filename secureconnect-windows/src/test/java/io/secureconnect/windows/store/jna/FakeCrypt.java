package io.secureconnect.windows.store.jna;

import com.sun.jna.Callback;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.store.HashSigner;
import io.secureconnect.windows.store.Padding;
import io.secureconnect.windows.system.FakeSystem;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code crypt.c}: the stores and keys of a machine that is none. */
final class FakeCrypt {
    static final int MY = 0;
    static final int CA = 1;
    static final int ROOT = 2;

    private static final int NTE_NOT_SUPPORTED = 0x8009_0029;

    private final FakeSystem system = FakeSystem.load();
    private final Map<Bytes, HashSigner> keys = new HashMap<>();

    /** What C may call has to be kept from the garbage collector. */
    private final Signer signer = this::sign;

    /** The callback of {@code crypt.c}. */
    @FunctionalInterface
    interface Signer extends Callback {
        int sign(
                Pointer certificate,
                int octets,
                int flags,
                @Nullable Pointer hashName,
                int salt,
                Pointer hash,
                int hashOctets,
                Pointer signature,
                Pointer made);
    }

    FakeCrypt() {
        system.tell("fake_crypt_reset");
        system.tell("fake_signer", signer);
    }

    Crypt32 crypt32() {
        return new Crypt32(system.library(), system.library());
    }

    /** @param error 0, or why the key cannot be had */
    void put(int store, Bytes certificate, int error) {
        try (Memory octets = new Memory(certificate.length())) {
            octets.write(0, certificate.toArray(), 0, certificate.length());
            system.tell("fake_certificate", store, octets, certificate.length(), error);
        }
    }

    void own(Bytes certificate, HashSigner key) {
        keys.put(certificate, key);
        put(MY, certificate, 0);
    }

    void empty() {
        system.tell("fake_crypt_reset");
        system.tell("fake_signer", signer);
    }

    void refuseToOpen(int code) {
        system.tell("fake_open_error", code);
    }

    List<String> trace() {
        return system.trace();
    }

    /** Stores, contexts and keys that are open, two decimal digits each. */
    int live() {
        return system.ask("fake_live");
    }

    private int sign(
            Pointer certificate,
            int octets,
            int flags,
            @Nullable Pointer hashName,
            int salt,
            Pointer hash,
            int hashOctets,
            Pointer signature,
            Pointer made) {
        HashSigner key = keys.get(Bytes.wrap(certificate.getByteArray(0, octets)));
        Optional<String> name = Optional.ofNullable(hashName)
                .map(text -> new String(text.getByteArray(0, 12), StandardCharsets.UTF_16LE));
        Padding.Kind kind =
                (flags & 8) != 0 ? Padding.Kind.PSS : (flags & 2) != 0 ? Padding.Kind.PKCS1 : Padding.Kind.NONE;
        try {
            byte[] done = key.sign(Bytes.wrap(hash.getByteArray(0, hashOctets)), new Padding(kind, name, salt))
                    .toArray();
            signature.write(0, done, 0, done.length);
            made.setInt(0, done.length);
            return 0;
        } catch (SignatureException e) {
            return NTE_NOT_SUPPORTED;
        }
    }
}
