package io.secureconnect.core.ike.v1.quickmode;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.v1.crypto.ChainedCipher;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import io.secureconnect.spi.RandomSource;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The usual algorithms, which remember every secret they made, and may rewrite what is about to be encrypted. */
final class WatchedCrypto implements IsakmpCrypto {
    private static final IsakmpCrypto HONEST = new StandardIsakmpCrypto();

    private final List<SecretBytes> shared = new ArrayList<>();
    private int privateValues;
    private int closedPrivateValues;
    private UnaryOperator<byte[]> rewriting = UnaryOperator.identity();

    /** Rewrites the plaintexts of all messages from now on; what comes back must be whole blocks. */
    void rewrite(UnaryOperator<byte[]> with) {
        rewriting = with;
    }

    /** Whether every shared secret was wiped and every private value closed. */
    boolean isWiped() {
        return shared.stream().allMatch(SecretBytes::isWiped) && privateValues == closedPrivateValues;
    }

    int exchanges() {
        return shared.size();
    }

    @Override
    public Prf prf(PseudoRandomFunction function) {
        return HONEST.prf(function);
    }

    @Override
    public byte[] hash(PseudoRandomFunction function, byte[]... parts) {
        return HONEST.hash(function, parts);
    }

    @Override
    public ChainedCipher cipher(EncryptionAlgorithm encryption, SecretBytes key) {
        ChainedCipher honest = HONEST.cipher(encryption, key);
        return new ChainedCipher() {
            @Override
            public int blockOctets() {
                return honest.blockOctets();
            }

            @Override
            public byte[] encrypt(byte[] iv, byte[] padded) {
                return honest.encrypt(iv, rewriting.apply(padded));
            }

            @Override
            public byte[] decrypt(byte[] iv, byte[] sealed) {
                return honest.decrypt(iv, sealed);
            }

            @Override
            public void close() {
                honest.close();
            }
        };
    }

    @Override
    public KeyExchange keyExchange(KeyExchangeMethod method) {
        KeyExchange honest = HONEST.keyExchange(method);
        return new KeyExchange() {
            @Override
            public KeyExchangeMethod method() {
                return method;
            }

            @Override
            public Initiation initiate(RandomSource random) {
                privateValues++;
                return new WatchedInitiation(honest.initiate(random));
            }

            @Override
            public Optional<Response> respond(Bytes initiatorData, RandomSource random) {
                Optional<Response> response = honest.respond(initiatorData, random);
                response.ifPresent(r -> shared.add(r.secret()));
                return response;
            }
        };
    }

    @Override
    public Optional<byte[]> sign(PrivateKey key, PublicKey own, byte[] hash) {
        return HONEST.sign(key, own, hash);
    }

    @Override
    public boolean verify(PublicKey key, byte[] hash, byte[] signature) {
        return HONEST.verify(key, hash, signature);
    }

    private final class WatchedInitiation implements KeyExchange.Initiation {
        private final KeyExchange.Initiation honest;
        private boolean closed;

        WatchedInitiation(KeyExchange.Initiation honest) {
            this.honest = honest;
        }

        @Override
        public Bytes data() {
            return honest.data();
        }

        @Override
        public Optional<SecretBytes> complete(Bytes responderData) {
            Optional<SecretBytes> secret = honest.complete(responderData);
            secret.ifPresent(shared::add);
            return secret;
        }

        @Override
        public void close() {
            closedPrivateValues += closed ? 0 : 1;
            closed = true;
            honest.close();
        }
    }
}
