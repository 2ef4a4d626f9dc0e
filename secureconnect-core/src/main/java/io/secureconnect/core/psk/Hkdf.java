package io.secureconnect.core.psk;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.core.ike.crypto.Prf;
import java.util.Arrays;

/** Keys from a key (RFC 5869), over any HMAC. */
final class Hkdf {
    private static final int MOST_BLOCKS = 255;

    private final Prf hmac;

    Hkdf(Prf hmac) {
        this.hmac = hmac;
    }

    /** {@code length} octets, which belong to the caller. */
    SecretBytes derive(SecretBytes inputKey, byte[] salt, byte[] info, int length) {
        try (SecretBytes pseudoRandomKey = extract(inputKey, salt)) {
            return expand(pseudoRandomKey, info, length);
        }
    }

    /** RFC 5869 §2.2; an empty salt stands for as many zeros as the hash has octets, which HMAC makes of it by itself. */
    SecretBytes extract(SecretBytes inputKey, byte[] salt) {
        byte[] key = salt.length == 0 ? new byte[hmac.octets()] : salt;
        return inputKey.read(octets -> SecretBytes.wrap(hmac.compute(key, octets)));
    }

    /** RFC 5869 §2.3. */
    SecretBytes expand(SecretBytes pseudoRandomKey, byte[] info, int length) {
        if (length > MOST_BLOCKS * hmac.octets()) {
            throw new IllegalArgumentException("HKDF makes no " + length + " octets at once (RFC 5869 section 2.3)");
        }
        byte[] output = new byte[length];
        byte[] block = new byte[0];
        for (int done = 0, number = 1; done < length; number++) {
            byte[] next = hmac.compute(pseudoRandomKey, block, info, new byte[] {(byte) number});
            Arrays.fill(block, (byte) 0);
            block = next;
            int part = Math.min(block.length, length - done);
            System.arraycopy(block, 0, output, done, part);
            done += part;
        }
        Arrays.fill(block, (byte) 0);
        return SecretBytes.wrap(output);
    }
}
