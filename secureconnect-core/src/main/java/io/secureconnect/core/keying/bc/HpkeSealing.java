package io.secureconnect.core.keying.bc;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.core.keying.InstructionOpener;
import io.secureconnect.core.keying.InstructionSealer;
import io.secureconnect.core.keying.SealingSuite;
import io.secureconnect.spi.RandomSource;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/**
 * HPKE in mode auth with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM (RFC 9180 §7).
 *
 * <p>Every envelope has a KEM key of its own, which Bouncy Castle takes from the system's random source; so two envelopes of
 * one instruction differ.
 */
public final class HpkeSealing implements SealingSuite {
    @Override
    public SealingKeyPair newKeyPair(RandomSource random) {
        return keyPair(SecretBytes.wrap(random.octets(SealingPublicKey.OCTETS)));
    }

    @Override
    public SealingKeyPair keyPair(SecretBytes privateKey) {
        if (privateKey.length() != SealingPublicKey.OCTETS) {
            throw new IllegalArgumentException("an X25519 private key has 32 octets, not " + privateKey.length());
        }
        byte[] publicKey = privateKey.read(octets ->
                new X25519PrivateKeyParameters(octets).generatePublicKey().getEncoded());
        return new SealingKeyPair(privateKey, SealingPublicKey.of(publicKey));
    }

    @Override
    public InstructionSealer sealer(SealingKeyPair own) {
        return new HpkeSealer(own);
    }

    @Override
    public InstructionOpener opener(SealingKeyPair own, SealingPublicKey distributor) {
        return new HpkeOpener(own, distributor);
    }
}
