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
import java.util.Optional;

/**
 * The algorithms of IKE with a window in them: what is encrypted shows in the transcript, and, if a test asks for it, keys go
 * into a {@link WiresharkKeys}. This is the only way keys come out, and it exists in the testkit alone: the core has no
 * means to hand them to anybody.
 */
final class WatchedCrypto implements IkeCrypto {
    private final IkeCrypto real;
    private final Plaintexts plaintexts;
    private final Optional<WiresharkKeys> table;

    WatchedCrypto(IkeCrypto real, Plaintexts plaintexts, Optional<WiresharkKeys> table) {
        this.real = real;
        this.plaintexts = plaintexts;
        this.table = table;
    }

    @Override
    public Prf prf(PseudoRandomFunction function) {
        return real.prf(function);
    }

    @Override
    public MessageCipher cipher(
            EncryptionAlgorithm encryption,
            Optional<IntegrityAlgorithm> integrity,
            SecretBytes encryptionKey,
            Optional<SecretBytes> integrityKey) {
        Optional<WiresharkKeys.IkeRow> row =
                table.map(keys -> keys.ike(encryption, integrity, encryptionKey, integrityKey));
        return new WatchedCipher(real.cipher(encryption, integrity, encryptionKey, integrityKey), row);
    }

    @Override
    public KeyExchange keyExchange(KeyExchangeMethod method) {
        return real.keyExchange(method);
    }

    @Override
    public byte[] sha1(byte[]... parts) {
        return real.sha1(parts);
    }

    /** Which SA and direction a key is for shows at its first message, by the header that is authenticated with it. */
    private final class WatchedCipher implements MessageCipher {
        private final MessageCipher cipher;
        private final Optional<WiresharkKeys.IkeRow> row;

        WatchedCipher(MessageCipher cipher, Optional<WiresharkKeys.IkeRow> row) {
            this.cipher = cipher;
            this.row = row;
        }

        @Override
        public int sealedLength(int plaintext) {
            return cipher.sealedLength(plaintext);
        }

        @Override
        public int plaintextCapacity(int sealed) {
            return cipher.plaintextCapacity(sealed);
        }

        @Override
        public byte[] seal(byte[] associated, byte[] plaintext) {
            byte[] sealed = cipher.seal(associated, plaintext);
            plaintexts.add(sealed, plaintext);
            row.ifPresent(keys -> keys.serves(associated));
            return sealed;
        }

        @Override
        public Optional<byte[]> open(byte[] associated, byte[] sealed) {
            Optional<byte[]> opened = cipher.open(associated, sealed);
            opened.ifPresent(plaintext -> row.ifPresent(keys -> keys.serves(associated)));
            return opened;
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
        return "WatchedCrypto[" + real + "]";
    }
}
