package io.secureconnect.core.ike.v1.keys;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** As many octets as are wanted, out of a function that makes each block from the one before. */
final class Expansion {
    private Expansion() {}

    /**
     * The first {@code octets} of K1 | K2 | ...; the caller wipes them. Blocks are wiped.
     *
     * @param blockOctets of what {@code next} makes
     * @param seed what K1 is made from
     */
    static byte[] of(int octets, int blockOctets, UnaryOperator<byte[]> next, byte[] seed) {
        byte[] expanded = new byte[octets];
        byte[] block = seed;
        for (int done = 0; done < octets; done += blockOctets) {
            byte[] made = next.apply(block);
            Arrays.fill(block, (byte) 0);
            block = made;
            System.arraycopy(block, 0, expanded, done, Math.min(blockOctets, octets - done));
        }
        Arrays.fill(block, (byte) 0);
        return expanded;
    }
}
