package io.secureconnect.core.keying.bc;

import io.secureconnect.api.keying.SealingKeyPair;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;

/** What sealer and opener have in common: the suite, and the layout version, KEM output (32 octets), ciphertext. */
final class HpkeSuite {
    static final byte VERSION = 1;
    static final int KEM_OCTETS = 32;
    static final int TAG_OCTETS = 16;

    private HpkeSuite() {}

    static HPKE create() {
        return new HPKE(HPKE.mode_auth, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }

    /** The application's name for what is sealed (RFC 9180 §5.1 "info"), so that an envelope serves nothing else. */
    static byte[] info() {
        return ("SecureConnect key instruction " + VERSION).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The pair as Bouncy Castle wants it. Its copy of the private key cannot be wiped and is therefore made anew for each
     * use, not held.
     */
    static AsymmetricCipherKeyPair pair(HPKE hpke, SealingKeyPair own) {
        return own.privateKey()
                .read(octets ->
                        hpke.deserializePrivateKey(octets, own.publicKey().octets()));
    }
}
