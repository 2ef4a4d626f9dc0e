package io.secureconnect.testkit.ike;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.crypto.MessageCipher;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.crypto.bc.StandardIkeCrypto;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Remembers every secret that the algorithms of IKE were handed, and its octets. */
final class KeyWatch {
    private static final int SMALLEST_KEY = 16;

    private final Set<SecretBytes> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<ByteBuffer> values = new LinkedHashSet<>();

    /** Algorithms that tell their keys. */
    IkeCrypto crypto() {
        return new Watched(new StandardIkeCrypto());
    }

    List<SecretBytes> seen() {
        return List.copyOf(seen);
    }

    List<byte[]> values() {
        List<byte[]> all = new ArrayList<>();
        values.forEach(value -> all.add(value.array()));
        return all;
    }

    private SecretBytes see(SecretBytes key) {
        if (seen.add(key)) {
            key.use(this::see);
        }
        return key;
    }

    private void see(byte[] key) {
        if (key.length >= SMALLEST_KEY) {
            values.add(ByteBuffer.wrap(key.clone()));
        }
    }

    private final class Watched implements IkeCrypto {
        private final IkeCrypto real;

        Watched(IkeCrypto real) {
            this.real = real;
        }

        @Override
        public Prf prf(PseudoRandomFunction function) {
            return new WatchedPrf(real.prf(function));
        }

        @Override
        public MessageCipher cipher(
                EncryptionAlgorithm encryption,
                Optional<IntegrityAlgorithm> integrity,
                SecretBytes encryptionKey,
                Optional<SecretBytes> integrityKey) {
            integrityKey.ifPresent(KeyWatch.this::see);
            return real.cipher(encryption, integrity, see(encryptionKey), integrityKey);
        }

        @Override
        public KeyExchange keyExchange(KeyExchangeMethod method) {
            return real.keyExchange(method);
        }

        @Override
        public byte[] sha1(byte[]... parts) {
            return real.sha1(parts);
        }

        @Override
        public String toString() {
            return "Watched[" + real + "]";
        }
    }

    private final class WatchedPrf implements Prf {
        private final Prf real;

        WatchedPrf(Prf real) {
            this.real = real;
        }

        @Override
        public int octets() {
            return real.octets();
        }

        @Override
        public byte[] compute(SecretBytes key, byte[]... parts) {
            return real.compute(see(key), parts);
        }

        @Override
        public byte[] compute(byte[] key, byte[]... parts) {
            return real.compute(key, parts);
        }
    }
}
