package io.secureconnect.core.ike.keys;

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

/** Where the message keys of an IKE SA go to in these tests, which want to see them. */
final class KeyCatcher implements IkeCrypto {
    private byte[] encryption = {};
    private byte[] integrity = {};

    /** SK_d | SK_ai | SK_ar | SK_ei | SK_er | SK_pi | SK_pr: the key stream as RFC 7296 §2.14 cuts it. */
    static byte[] stream(IkeKeys keys) {
        KeyCatcher initiator = new KeyCatcher();
        KeyCatcher responder = new KeyCatcher();
        keys.cipher(initiator, true);
        keys.cipher(responder, false);
        return HmacJudge.join(
                octets(keys.skD()),
                initiator.integrity,
                responder.integrity,
                initiator.encryption,
                responder.encryption,
                octets(keys.skP(true)),
                octets(keys.skP(false)));
    }

    static byte[] octets(SecretBytes secret) {
        return secret.read(byte[]::clone);
    }

    @Override
    public MessageCipher cipher(
            EncryptionAlgorithm algorithm,
            Optional<IntegrityAlgorithm> integrityAlgorithm,
            SecretBytes encryptionKey,
            Optional<SecretBytes> integrityKey) {
        encryption = octets(encryptionKey);
        integrity = integrityKey.map(KeyCatcher::octets).orElse(integrity);
        return new NoCipher(encryptionKey);
    }

    @Override
    public Prf prf(PseudoRandomFunction function) {
        throw new UnsupportedOperationException();
    }

    @Override
    public KeyExchange keyExchange(KeyExchangeMethod method) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] sha1(byte[]... parts) {
        throw new UnsupportedOperationException();
    }

    /** Owns its key and does nothing else. */
    private static final class NoCipher implements MessageCipher {
        private final SecretBytes key;

        NoCipher(SecretBytes key) {
            this.key = key;
        }

        @Override
        public int sealedLength(int plaintext) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int plaintextCapacity(int sealed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] seal(byte[] associated, byte[] plaintext) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<byte[]> open(byte[] associated, byte[] sealed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            key.close();
        }
    }
}
