package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Octets that never change: what was on a wire, or is to be. Never a key; for keys there is {@link
 * io.secureconnect.api.auth.SecretBytes}.
 */
@PublicApi
public final class Bytes {
    private static final Bytes EMPTY = new Bytes(new byte[0]);
    private static final int SHOWN = 16;

    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    public static Bytes empty() {
        return EMPTY;
    }

    /** Copies {@code octets}. */
    public static Bytes copyOf(byte[] octets) {
        return octets.length == 0 ? EMPTY : new Bytes(octets.clone());
    }

    /** Copies the part of {@code octets} that begins at {@code from} and ends before {@code to}. */
    public static Bytes copyOf(byte[] octets, int from, int to) {
        return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(octets, from, to));
    }

    /** Octets in hexadecimal, two digits each, without separators. */
    public static Bytes ofHex(String hex) {
        return wrap(HexFormat.of().parseHex(hex));
    }

    /** Takes {@code octets} over without a copy; nobody may touch the array again. */
    public static Bytes wrap(byte[] octets) {
        return octets.length == 0 ? EMPTY : new Bytes(octets);
    }

    public int length() {
        return octets.length;
    }

    public boolean isEmpty() {
        return octets.length == 0;
    }

    /** The octet at {@code index}, 0 to 255. */
    public int at(int index) {
        return octets[index] & 0xff;
    }

    /** A copy of all octets. */
    public byte[] toArray() {
        return octets.clone();
    }

    /** Copies all octets into {@code target}, beginning at {@code offset}. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(octets, 0, target, offset, octets.length);
    }

    /** All octets in hexadecimal. */
    public String toHex() {
        return HexFormat.of().formatHex(octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes && Arrays.equals(octets, ((Bytes) other).octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** The length and the first octets. */
    @Override
    public String toString() {
        String start = HexFormat.of().formatHex(octets, 0, Math.min(SHOWN, octets.length));
        return octets.length + " octets" + (isEmpty() ? "" : " " + start + (octets.length > SHOWN ? "…" : ""));
    }
}
