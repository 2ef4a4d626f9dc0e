package io.secureconnect.core.ike.keys;

import io.secureconnect.api.auth.SecretBytes;
import java.util.Arrays;
import java.util.List;

/**
 * The input of the PRF that RFC 7296 §2.17 and §2.18 begin and RFC 9370 §2.2.4 goes on with: SK(0) | Ni | Nr | SK(1) | ... |
 * SK(n), without SK(0) if there was no key exchange. Holds copies, which closing wipes.
 */
final class SharedSecrets implements AutoCloseable {
    private final byte[][] parts;
    private final byte[][] copies;

    SharedSecrets(List<SecretBytes> secrets, Nonces nonces) {
        copies = secrets.stream().map(secret -> secret.read(byte[]::clone)).toArray(byte[][]::new);
        int first = Math.min(1, copies.length);
        parts = new byte[copies.length + 2][];
        System.arraycopy(copies, 0, parts, 0, first);
        parts[first] = nonces.initiator().toArray();
        parts[first + 1] = nonces.responder().toArray();
        System.arraycopy(copies, first, parts, first + 2, copies.length - first);
    }

    byte[][] parts() {
        return parts;
    }

    @Override
    public void close() {
        for (byte[] copy : copies) {
            Arrays.fill(copy, (byte) 0);
        }
    }
}
