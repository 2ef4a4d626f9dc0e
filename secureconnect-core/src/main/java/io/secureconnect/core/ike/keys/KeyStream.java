package io.secureconnect.core.ike.keys;

import io.secureconnect.api.auth.SecretBytes;
import java.util.Arrays;
import java.util.Optional;

/** Keys, taken one after the other from the octets of prf+; closing it wipes the octets. */
final class KeyStream implements AutoCloseable {
    private final byte[] octets;
    private int taken;

    KeyStream(byte[] octets) {
        this.octets = octets;
    }

    SecretBytes take(int length) {
        if (length > octets.length - taken) {
            throw new IllegalStateException("the key stream of " + octets.length + " octets is used up");
        }
        byte[] key = Arrays.copyOfRange(octets, taken, taken + length);
        taken += length;
        return SecretBytes.wrap(key);
    }

    /** Empty if no octets are wanted. */
    Optional<SecretBytes> takeIfAny(int length) {
        return length == 0 ? Optional.empty() : Optional.of(take(length));
    }

    @Override
    public void close() {
        Arrays.fill(octets, (byte) 0);
    }
}
