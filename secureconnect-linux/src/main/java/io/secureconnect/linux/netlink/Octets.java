package io.secureconnect.linux.netlink;

import java.util.Arrays;
import java.util.HexFormat;

/** Octets inside a value: immutable, compared by content, never a key. */
public final class Octets {
    public static final Octets NONE = new Octets(new byte[0]);

    private final byte[] octets;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    /** Copies {@code octets}. */
    public static Octets of(byte... octets) {
        return octets.length == 0 ? NONE : new Octets(octets.clone());
    }

    public int length() {
        return octets.length;
    }

    /** A copy. */
    public byte[] toArray() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** Hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }
}
