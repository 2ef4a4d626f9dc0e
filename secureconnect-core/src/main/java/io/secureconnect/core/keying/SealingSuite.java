package io.secureconnect.core.keying;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.spi.RandomSource;

/** The cryptography by which instructions are sealed: HPKE in mode auth with X25519 (RFC 9180 §5.1.3). */
public interface SealingSuite {
    /** A fresh key pair. */
    SealingKeyPair newKeyPair(RandomSource random);

    /** The pair that belongs to a private key of 32 octets; takes the secret over. */
    SealingKeyPair keyPair(SecretBytes privateKey);

    /** Seals as {@code own}, which the caller keeps alive. The sealer is for one thread at a time. */
    InstructionSealer sealer(SealingKeyPair own);

    /** Opens what {@code distributor} sealed to {@code own}, which the caller keeps alive. For one thread at a time. */
    InstructionOpener opener(SealingKeyPair own, SealingPublicKey distributor);
}
