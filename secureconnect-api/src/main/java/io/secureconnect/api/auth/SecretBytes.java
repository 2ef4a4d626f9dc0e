package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Secret octets with a life cycle: copied in, lent out for the time of one call, wiped at the end.
 *
 * <p>No method shows the octets but {@link #use} and {@link #read}, which lend the inner array itself: the borrower must
 * not keep it. {@link #toString()} shows the length only; equality is constant-time over equal lengths. Thread-safe.
 */
@PublicApi
public final class SecretBytes implements AutoCloseable {
    private final byte[] octets;
    private boolean wiped;

    private SecretBytes(byte[] octets) {
        this.octets = octets;
    }

    /** Copies {@code octets}; the caller goes on to own, and should wipe, the array. */
    public static SecretBytes copyOf(byte[] octets) {
        return new SecretBytes(octets.clone());
    }

    /** Takes {@code octets} over without a copy; the caller must not touch the array again. */
    public static SecretBytes wrap(byte[] octets) {
        return new SecretBytes(octets);
    }

    /** The number of octets; stays known after {@link #close()}. */
    public int length() {
        return octets.length;
    }

    /**
     * Lends the octets to {@code borrower} for the time of the call.
     *
     * @throws IllegalStateException if they were wiped
     */
    public synchronized void use(Consumer<byte[]> borrower) {
        requireAlive();
        borrower.accept(octets);
    }

    /**
     * Lends the octets to {@code borrower} and returns what it makes of them.
     *
     * @throws IllegalStateException if they were wiped
     */
    public synchronized <T> T read(Function<byte[], T> borrower) {
        requireAlive();
        return borrower.apply(octets);
    }

    /** An independent copy with a life of its own. */
    public synchronized SecretBytes copy() {
        requireAlive();
        return new SecretBytes(octets.clone());
    }

    /** Whether the octets are gone. */
    public synchronized boolean isWiped() {
        return wiped;
    }

    /** Overwrites the octets with zeros; further calls do nothing. */
    @Override
    public synchronized void close() {
        Arrays.fill(octets, (byte) 0);
        wiped = true;
    }

    private void requireAlive() {
        if (wiped) {
            throw new IllegalStateException("the secret was wiped; it serves only once");
        }
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof SecretBytes)) {
            return false;
        }
        SecretBytes that = (SecretBytes) other;
        byte[] theirs = that.snapshot();
        try {
            synchronized (this) {
                return MessageDigest.isEqual(octets, theirs);
            }
        } finally {
            Arrays.fill(theirs, (byte) 0);
        }
    }

    private synchronized byte[] snapshot() {
        return octets.clone();
    }

    /** The same for all secrets of one length, so that a hash table tells nothing about the octets. */
    @Override
    public int hashCode() {
        return octets.length;
    }

    /** The length, never the octets. */
    @Override
    public String toString() {
        return "SecretBytes[" + octets.length + " octets]";
    }
}
