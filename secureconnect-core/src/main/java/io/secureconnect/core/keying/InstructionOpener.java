package io.secureconnect.core.keying;

import io.secureconnect.api.auth.SecretBytes;

/** Opens envelopes that were sealed to this host by the one distributor it believes. */
@FunctionalInterface
public interface InstructionOpener {
    /**
     * Opens {@code envelope}, whatever octets it has.
     *
     * @param context what it was sealed with
     * @throws UnreadableInstructionException if it was sealed by another, to another, with another context, or was changed
     */
    SecretBytes open(byte[] context, byte[] envelope) throws UnreadableInstructionException;
}
