package io.secureconnect.core.ike.crypto.jdk;

import java.util.Arrays;
import java.util.Optional;

/** Padding and Pad Length at the end of what is encrypted (RFC 7296 §3.14). */
final class Padding {
    private Padding() {}

    /** The octets before the padding; empty if there are fewer than Pad Length says. The padding may hold anything. */
    static Optional<byte[]> strip(byte[] padded) {
        int length = padded.length - 1 - (padded[padded.length - 1] & 0xff);
        return length < 0 ? Optional.empty() : Optional.of(Arrays.copyOf(padded, length));
    }
}
