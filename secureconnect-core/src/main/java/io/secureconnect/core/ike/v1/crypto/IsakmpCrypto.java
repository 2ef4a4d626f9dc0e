package io.secureconnect.core.ike.v1.crypto;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.crypto.Prf;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;

/** The algorithms of IKEv1, chosen once for an engine. For one thread at a time. */
public interface IsakmpCrypto {
    /** The HMAC of the negotiated hash, which is the prf where none is negotiated (RFC 2409 §4). */
    Prf prf(PseudoRandomFunction function);

    /** The negotiated hash itself, of the parts one after the other: for IVs and NAT detection. */
    byte[] hash(PseudoRandomFunction function, byte[]... parts);

    /**
     * A cipher in CBC mode whose IVs the caller chains (RFC 2409 appendix B).
     *
     * @param key taken over; as long as the algorithm wants it
     * @throws IllegalArgumentException if the algorithm is none that IKEv1 has, or the key of another length
     */
    ChainedCipher cipher(EncryptionAlgorithm encryption, SecretBytes key);

    KeyExchange keyExchange(KeyExchangeMethod method);

    /**
     * Signs HASH_I or HASH_R as it is, without hashing it again: by RSA in a PKCS #1 block of type 1 that holds the hash alone,
     * without the name of its algorithm (RFC 2409 §5.1); by ECDSA as r and s, each as long as the order of the curve (RFC 4754
     * §7).
     *
     * @param key may live in a token, where it is used without leaving it
     * @param own the public key that belongs to it
     * @return empty if the key, or the token that holds it, can't sign so, or is too weak
     */
    Optional<byte[]> sign(PrivateKey key, PublicKey own, byte[] hash);

    /** Whether such a signature holds. Total: a malformed signature, and a key that can't sign so, is just no. */
    boolean verify(PublicKey key, byte[] hash, byte[] signature);
}
