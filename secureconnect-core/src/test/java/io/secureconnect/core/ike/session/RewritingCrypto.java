package io.secureconnect.core.ike.session;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.crypto.MessageCipher;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.PayloadChain;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Algorithms of an end whose peer is authentic and says other things than it meant: what is decrypted is rewritten. */
final class RewritingCrypto implements IkeCrypto {
    private static final int FIRST_INNER_AT = 28;

    private final Rewriting rewriting;

    RewritingCrypto(Rewriting rewriting) {
        this.rewriting = rewriting;
    }

    /** Rewrites payloads; the first must keep its type, which stands outside. */
    static RewritingCrypto ofPayloads(UnaryOperator<List<Payload>> rewriting) {
        return new RewritingCrypto((firstInner, plaintext) -> {
            try {
                return PayloadChain.encode(rewriting.apply(PayloadChain.decode(firstInner, plaintext)));
            } catch (DecodeException e) {
                throw new AssertionError("an honest message", e);
            }
        });
    }

    /** From one plaintext to another. */
    @FunctionalInterface
    interface Rewriting {
        byte[] rewrite(int firstInner, byte[] plaintext);
    }

    @Override
    public Prf prf(PseudoRandomFunction function) {
        return Pair.CRYPTO.prf(function);
    }

    @Override
    public MessageCipher cipher(
            EncryptionAlgorithm encryption,
            Optional<IntegrityAlgorithm> integrity,
            SecretBytes encryptionKey,
            Optional<SecretBytes> integrityKey) {
        return new Rewriter(Pair.CRYPTO.cipher(encryption, integrity, encryptionKey, integrityKey));
    }

    @Override
    public KeyExchange keyExchange(KeyExchangeMethod method) {
        return Pair.CRYPTO.keyExchange(method);
    }

    @Override
    public byte[] sha1(byte[]... parts) {
        return Pair.CRYPTO.sha1(parts);
    }

    /** Seals honestly, and opens what was sealed, rewritten. */
    private final class Rewriter implements MessageCipher {
        private final MessageCipher honest;

        Rewriter(MessageCipher honest) {
            this.honest = honest;
        }

        @Override
        public int sealedLength(int plaintext) {
            return honest.sealedLength(plaintext);
        }

        @Override
        public int plaintextCapacity(int sealed) {
            return honest.plaintextCapacity(sealed);
        }

        @Override
        public byte[] seal(byte[] associated, byte[] plaintext) {
            return honest.seal(associated, plaintext);
        }

        @Override
        public Optional<byte[]> open(byte[] associated, byte[] sealed) {
            return honest.open(associated, sealed)
                    .map(plaintext -> rewriting.rewrite(associated[FIRST_INNER_AT] & 0xff, plaintext));
        }

        @Override
        public void close() {
            honest.close();
        }
    }
}
