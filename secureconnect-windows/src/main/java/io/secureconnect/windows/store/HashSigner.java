package io.secureconnect.windows.store;

import io.secureconnect.api.sa.Bytes;
import java.security.SignatureException;

/** A private key that stays where it is and signs hashes there. Any thread. */
@FunctionalInterface
public interface HashSigner {
    /**
     * Signs a hash.
     *
     * @return as Windows has it: of RSA as many octets as the modulus, big-endian; of ECDSA r and s of equal length
     * @throws SignatureException if Windows refused; the message has the function and its code
     */
    Bytes sign(Bytes hash, Padding padding) throws SignatureException;
}
