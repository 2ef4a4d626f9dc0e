package io.secureconnect.core.ike.keys;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.core.ike.crypto.Prf;
import java.util.Arrays;

/** prf+, which makes as many octets as are needed out of one secret (RFC 7296 §2.13). */
final class PrfPlus {
    private static final int MOST_BLOCKS = 255;
    private static final byte[] NOTHING = new byte[0];

    private PrfPlus() {}

    /** {@code prf+(key, parts[0] | parts[1] | ...)}; the caller wipes the result. */
    static byte[] expand(Prf prf, SecretBytes key, int octets, byte[]... parts) {
        if (octets > MOST_BLOCKS * prf.octets()) {
            throw new IllegalArgumentException("prf+ makes no more than 255 blocks, so " + octets
                    + " octets are too many (RFC 7296 section 2.13)");
        }
        byte[][] input = new byte[parts.length + 2][];
        System.arraycopy(parts, 0, input, 1, parts.length);
        byte[] expanded = new byte[octets];
        byte[] block = NOTHING;
        for (int done = 0, number = 1; done < octets; done += prf.octets(), number++) {
            input[0] = block;
            input[parts.length + 1] = new byte[] {(byte) number};
            byte[] next = prf.compute(key, input);
            Arrays.fill(block, (byte) 0);
            block = next;
            System.arraycopy(block, 0, expanded, done, Math.min(block.length, octets - done));
        }
        Arrays.fill(block, (byte) 0);
        return expanded;
    }
}
