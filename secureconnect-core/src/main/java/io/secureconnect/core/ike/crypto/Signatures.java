package io.secureconnect.core.ike.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;

/** Makes and checks digital signatures: of IKE (RFC 7427), and of certificates. For one thread at a time. */
public interface Signatures {
    /**
     * Signs.
     *
     * @param key fits the scheme ({@link SignatureScheme#fits}); may live in a token, where it is used without leaving it
     * @param message unhashed
     * @return the signature value: of ECDSA a DER {@code SEQUENCE} of r and s, of RSA and Ed25519 as many octets as the
     *     algorithm has
     * @throws GeneralSecurityException if the key, or the token that holds it, can't sign so; the message holds no key
     */
    byte[] sign(SignatureScheme scheme, PrivateKey key, byte[] message) throws GeneralSecurityException;

    /** Whether the signature holds. Total: a malformed signature, and a key that does not fit, is just no. */
    boolean verify(SignatureScheme scheme, PublicKey key, byte[] message, byte[] signature);
}
