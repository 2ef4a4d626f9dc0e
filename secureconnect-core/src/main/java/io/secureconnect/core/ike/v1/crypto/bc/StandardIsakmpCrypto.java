package io.secureconnect.core.ike.v1.crypto.bc;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.crypto.bc.StandardIkeCrypto;
import io.secureconnect.core.ike.v1.crypto.ChainedCipher;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.crypto.jdk.BareRsa;
import io.secureconnect.core.ike.v1.crypto.jdk.IsakmpAlgorithms;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** What IKEv2 has too is its; the rest by the JDK, and ECDSA by Bouncy Castle where it may see the key. */
public final class StandardIsakmpCrypto implements IsakmpCrypto {
    private final IkeCrypto shared;
    private final IsakmpAlgorithms algorithms = new IsakmpAlgorithms();

    /** @param shared makes prf and key exchanges */
    public StandardIsakmpCrypto(IkeCrypto shared) {
        this.shared = shared;
    }

    public StandardIsakmpCrypto() {
        this(new StandardIkeCrypto());
    }

    @Override
    public Prf prf(PseudoRandomFunction function) {
        return shared.prf(function);
    }

    @Override
    public byte[] hash(PseudoRandomFunction function, byte[]... parts) {
        return algorithms.hash(function, parts);
    }

    @Override
    public ChainedCipher cipher(EncryptionAlgorithm encryption, SecretBytes key) {
        return algorithms.cipher(encryption, key);
    }

    @Override
    public KeyExchange keyExchange(KeyExchangeMethod method) {
        return shared.keyExchange(method);
    }

    @Override
    public Optional<byte[]> sign(PrivateKey key, PublicKey own, byte[] hash) {
        if (own instanceof RSAPublicKey) {
            return BareRsa.sign(key, (RSAPublicKey) own, hash);
        }
        return own instanceof ECPublicKey ? BareEcdsa.sign(key, (ECPublicKey) own, hash) : Optional.empty();
    }

    @Override
    public boolean verify(PublicKey key, byte[] hash, byte[] signature) {
        if (key instanceof RSAPublicKey) {
            return BareRsa.verify((RSAPublicKey) key, hash, signature);
        }
        return key instanceof ECPublicKey && BareEcdsa.verify((ECPublicKey) key, hash, signature);
    }
}
