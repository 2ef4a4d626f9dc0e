package io.secureconnect.core.ike.v1.mainmode;

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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The real algorithms; it remembers which secrets went through them, and lies inside of encrypted messages when told to. */
final class WatchedCrypto implements IsakmpCrypto {
    private static final IsakmpCrypto REAL = new StandardIsakmpCrypto();

    /** Secrets that main mode itself makes and must wipe. */
    private final Map<SecretBytes, String> made = new IdentityHashMap<>();

    private final List<WatchedHalf> halves = new ArrayList<>();
    private final List<WatchedCipher> ciphers = new ArrayList<>();

    /** Whether the token that holds the private key is in its place. */
    boolean signs = true;

    UnaryOperator<byte[]> plaintexts = UnaryOperator.identity();

    /** What is not wiped of all that main mode made. */
    List<String> alive() {
        List<String> alive = new ArrayList<>();
        made.forEach((secret, name) -> {
            if (!secret.isWiped()) {
                alive.add(name);
            }
        });
        halves.stream().filter(half -> !half.closed).forEach(half -> alive.add("private value"));
        ciphers.stream().filter(cipher -> !cipher.closed).forEach(cipher -> alive.add("cipher"));
        return alive;
    }

    /** How many secrets of any kind there were. */
    int seen() {
        return made.size() + halves.size() + ciphers.size();
    }

    @Override
    public Prf prf(PseudoRandomFunction function) {
        Prf real = REAL.prf(function);
        return new Prf() {
            @Override
            public int octets() {
                return real.octets();
            }

            @Override
            public byte[] compute(SecretBytes key, byte[]... parts) {
                made.putIfAbsent(key, "key of a prf");
                return real.compute(key, parts);
            }

            @Override
            public byte[] compute(byte[] key, byte[]... parts) {
                return real.compute(key, parts);
            }
        };
    }

    /** A key that was lent to the prf and is not main mode's to wipe. */
    void lent(SecretBytes key) {
        made.remove(key);
    }

    @Override
    public byte[] hash(PseudoRandomFunction function, byte[]... parts) {
        return REAL.hash(function, parts);
    }

    @Override
    public ChainedCipher cipher(EncryptionAlgorithm encryption, SecretBytes key) {
        made.put(key, "key of a cipher");
        WatchedCipher cipher = new WatchedCipher(REAL.cipher(encryption, key));
        ciphers.add(cipher);
        return cipher;
    }

    @Override
    public KeyExchange keyExchange(KeyExchangeMethod method) {
        KeyExchange real = REAL.keyExchange(method);
        return new KeyExchange() {
            @Override
            public KeyExchangeMethod method() {
                return method;
            }

            @Override
            public Initiation initiate(RandomSource random) {
                WatchedHalf half = new WatchedHalf(real.initiate(random));
                halves.add(half);
                return half;
            }

            @Override
            public Optional<Response> respond(Bytes initiatorData, RandomSource random) {
                Optional<Response> response = real.respond(initiatorData, random);
                response.ifPresent(r -> made.put(r.secret(), "shared secret of the responder"));
                return response;
            }
        };
    }

    @Override
    public Optional<byte[]> sign(PrivateKey key, PublicKey own, byte[] hash) {
        return signs ? REAL.sign(key, own, hash) : Optional.empty();
    }

    @Override
    public boolean verify(PublicKey key, byte[] hash, byte[] signature) {
        return REAL.verify(key, hash, signature);
    }

    private final class WatchedHalf implements KeyExchange.Initiation {
        private final KeyExchange.Initiation real;
        private boolean closed;

        WatchedHalf(KeyExchange.Initiation real) {
            this.real = real;
        }

        @Override
        public Bytes data() {
            return real.data();
        }

        @Override
        public Optional<SecretBytes> complete(Bytes responderData) {
            Optional<SecretBytes> secret = real.complete(responderData);
            secret.ifPresent(s -> made.put(s, "shared secret of the initiator"));
            return secret;
        }

        @Override
        public void close() {
            closed = true;
            real.close();
        }
    }

    private final class WatchedCipher implements ChainedCipher {
        private final ChainedCipher real;
        private boolean closed;

        WatchedCipher(ChainedCipher real) {
            this.real = real;
        }

        @Override
        public int blockOctets() {
            return real.blockOctets();
        }

        @Override
        public byte[] encrypt(byte[] iv, byte[] padded) {
            return real.encrypt(iv, plaintexts.apply(padded));
        }

        @Override
        public byte[] decrypt(byte[] iv, byte[] sealed) {
            return real.decrypt(iv, sealed);
        }

        @Override
        public void close() {
            closed = true;
            real.close();
        }
    }
}
