package io.secureconnect.testkit.ike.bench;

import java.security.GeneralSecurityException;

/** How one end of a bare handshake proves itself and the other end checks it. */
interface BareProofs {
    byte[] prove(byte[] signedOctets) throws GeneralSecurityException;

    void verify(byte[] signedOctets, byte[] proof) throws GeneralSecurityException;

    /** Octets of the plaintext of an IKE_AUTH message, about. */
    int messageOctets();
}
