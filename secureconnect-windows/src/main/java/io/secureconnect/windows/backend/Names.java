package io.secureconnect.windows.backend;

import io.secureconnect.windows.abi.Guid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The GUIDs of our filters: name-based, of version 5 (RFC 9562 §5.5), so that adding one twice is noticed by Windows itself,
 * and every release finds what another left.
 */
public final class Names {
    /** The namespace of all our names. */
    static final UUID NAMESPACE = UUID.fromString("3ded31d9-3c53-47da-b4db-988d7847c4f6");

    private static final int VERSION_5 = 0x5000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Names() {}

    /** The key of the filter that {@code label} says, among objects of {@code lifetime}. */
    public static Guid filter(FilterLabel label, Lifetime lifetime) {
        return new Guid(version5(NAMESPACE, lifetime.name() + " " + label.text()));
    }

    static UUID version5(UUID namespace, String name) {
        ByteBuffer octets = ByteBuffer.wrap(sha1().digest(join(namespace, name.getBytes(StandardCharsets.UTF_8))));
        long most = octets.getLong() & ~0xf000L | VERSION_5;
        long least = octets.getLong() & 0x3fff_ffff_ffff_ffffL | VARIANT;
        return new UUID(most, least);
    }

    private static byte[] join(UUID namespace, byte[] name) {
        return ByteBuffer.allocate(2 * Long.BYTES + name.length)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .put(name)
                .array();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
