package io.secureconnect.core.keying;

import io.secureconnect.api.keying.SealingPublicKey;

/** Makes envelopes that only their receiver can open, and that nobody but the owner of this sealer can make for it. */
@FunctionalInterface
public interface InstructionSealer {
    /**
     * Seals {@code plaintext}.
     *
     * @param context what the envelope is about; not in it, but the opener must know the same
     * @param plaintext is not kept; the caller wipes it
     * @throws IllegalArgumentException if nothing can be sealed to {@code receiver}, because it is a point of small order
     */
    byte[] seal(SealingPublicKey receiver, byte[] context, byte[] plaintext);
}
