package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.v1.crypto.ChainedCipher;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The algorithms of IKEv1, whose next message says what a test wants it to, and whose key exchanges are quick. */
final class FuzzCrypto implements IsakmpCrypto {
    private static final int BLOCK = 16;
    private static final IsakmpCrypto REAL = new StandardIsakmpCrypto();

    private byte @Nullable [] instead;

    /** What the next message is to hold, whatever its sender puts there. */
    void say(byte[] plaintext) {
        instead = Arrays.copyOf(plaintext, Math.max(1, (plaintext.length + BLOCK - 1) / BLOCK) * BLOCK);
    }

    @Override
    public Prf prf(PseudoRandomFunction function) {
        return REAL.prf(function);
    }

    @Override
    public byte[] hash(PseudoRandomFunction function, byte[]... parts) {
        return REAL.hash(function, parts);
    }

    @Override
    public ChainedCipher cipher(EncryptionAlgorithm encryption, SecretBytes key) {
        return new Saying(REAL.cipher(encryption, key));
    }

    @Override
    public KeyExchange keyExchange(KeyExchangeMethod method) {
        return new CheapKeyExchange(method);
    }

    @Override
    public Optional<byte[]> sign(PrivateKey key, PublicKey own, byte[] hash) {
        return REAL.sign(key, own, hash);
    }

    @Override
    public boolean verify(PublicKey key, byte[] hash, byte[] signature) {
        return REAL.verify(key, hash, signature);
    }

    private final class Saying implements ChainedCipher {
        private final ChainedCipher cipher;

        Saying(ChainedCipher cipher) {
            this.cipher = cipher;
        }

        @Override
        public int blockOctets() {
            return cipher.blockOctets();
        }

        @Override
        public byte[] encrypt(byte[] iv, byte[] padded) {
            byte[] what = instead == null ? padded : instead;
            instead = null;
            return cipher.encrypt(iv, what);
        }

        @Override
        public byte[] decrypt(byte[] iv, byte[] sealed) {
            return cipher.decrypt(iv, sealed);
        }

        @Override
        public void close() {
            cipher.close();
        }

        @Override
        public String toString() {
            return "Saying[" + cipher + "]";
        }
    }
}
