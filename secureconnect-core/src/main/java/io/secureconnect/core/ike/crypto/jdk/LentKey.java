package io.secureconnect.core.ike.crypto.jdk;

import java.util.Arrays;
import javax.crypto.SecretKey;

/** A part of a lent array, for the time of one {@code init} of a cipher or MAC, which copies and wipes it. */
@SuppressWarnings("serial") // never serialized
public final class LentKey implements SecretKey {
    private final String algorithm;
    private final transient byte[] octets;
    private final int length;

    public LentKey(String algorithm, byte[] octets, int length) {
        this.algorithm = algorithm;
        this.octets = octets;
        this.length = length;
    }

    public LentKey(String algorithm, byte[] octets) {
        this(algorithm, octets, octets.length);
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /** A copy, which the provider wipes. */
    @Override
    public byte[] getEncoded() {
        return Arrays.copyOf(octets, length);
    }
}
