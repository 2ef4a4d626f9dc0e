package io.secureconnect.testkit.ike;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.v1.crypto.ChainedCipher;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;

/**
 * The algorithms of IKEv1 with the window in them that {@link WatchedCrypto} is for IKEv2: what is encrypted shows in the
 * transcript, and, if a test asks for it, keys go into a {@link WiresharkKeys}.
 */
final class WatchedIsakmpCrypto implements IsakmpCrypto {
    private final IsakmpCrypto real;
    private final Plaintexts plaintexts;
    private final Optional<WiresharkKeys> table;

    WatchedIsakmpCrypto(IsakmpCrypto real, Plaintexts plaintexts, Optional<WiresharkKeys> table) {
        this.real = real;
        this.plaintexts = plaintexts;
        this.table = table;
    }

    @Override
    public Prf prf(PseudoRandomFunction function) {
        return real.prf(function);
    }

    @Override
    public byte[] hash(PseudoRandomFunction function, byte[]... parts) {
        return real.hash(function, parts);
    }

    @Override
    public ChainedCipher cipher(EncryptionAlgorithm encryption, SecretBytes key) {
        Optional<WiresharkKeys.IsakmpRow> row = table.map(keys -> keys.isakmp(key));
        return new WatchedCipher(real.cipher(encryption, key), row);
    }

    @Override
    public KeyExchange keyExchange(KeyExchangeMethod method) {
        return real.keyExchange(method);
    }

    @Override
    public Optional<byte[]> sign(PrivateKey key, PublicKey own, byte[] hash) {
        return real.sign(key, own, hash);
    }

    @Override
    public boolean verify(PublicKey key, byte[] hash, byte[] signature) {
        return real.verify(key, hash, signature);
    }

    /** Which SA a key is for shows when what it has encrypted is seen on its way: ciphers of IKEv1 see no header. */
    private final class WatchedCipher implements ChainedCipher {
        private final ChainedCipher cipher;
        private final Optional<WiresharkKeys.IsakmpRow> row;

        WatchedCipher(ChainedCipher cipher, Optional<WiresharkKeys.IsakmpRow> row) {
            this.cipher = cipher;
            this.row = row;
        }

        @Override
        public int blockOctets() {
            return cipher.blockOctets();
        }

        @Override
        public byte[] encrypt(byte[] iv, byte[] padded) {
            byte[] sealed = cipher.encrypt(iv, padded);
            plaintexts.add(sealed, padded);
            row.ifPresent(keys -> keys.encrypted(sealed));
            return sealed;
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
            return "WatchedCipher[" + cipher + "]";
        }
    }

    @Override
    public String toString() {
        return "WatchedIsakmpCrypto[" + real + "]";
    }
}
