package io.secureconnect.core.ike.exchange;

import io.secureconnect.core.ike.wire.v2.Payload.EncryptedFragment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fragments of one message (RFC 7383 §2.6). Only authentic ones come here; still, their number and size are bounded,
 * and nothing is set aside because a packet claims it will come.
 */
final class Reassembly {
    private static final int MOST_FRAGMENTS = 64;
    private static final int MOST_OCTETS = 64 * 1024;

    private final int messageId;
    private final boolean response;
    private byte[] @Nullable [] parts = new byte[0][];
    private int firstInner;
    private byte[] associated = new byte[0];
    private int present;
    private int octets;

    Reassembly(int messageId, boolean response) {
        this.messageId = messageId;
        this.response = response;
    }

    boolean isOf(int id, boolean isResponse) {
        return messageId == id && response == isResponse;
    }

    static boolean isLegal(EncryptedFragment fragment) {
        return fragment.number() >= 1
                && fragment.number() <= fragment.total()
                && fragment.total() <= MOST_FRAGMENTS
                && (fragment.number() == 1) == (fragment.firstInner() != 0);
    }

    /** Whether {@code fragment} is worth decrypting: neither there already nor of an older, coarser series. */
    boolean wants(EncryptedFragment fragment) {
        return fragment.total() > parts.length
                || fragment.total() == parts.length && parts[fragment.number() - 1] == null;
    }

    /**
     * Takes the plaintext of a fragment that is wanted, and what was before it on the wire; the whole, if it was the last one
     * missing.
     */
    Optional<Whole> add(EncryptedFragment fragment, byte[] before, byte[] plaintext) {
        if (fragment.total() > parts.length) {
            // The peer fragments anew, more finely, since the larger ones did not get through (§2.5.2).
            parts = new byte[fragment.total()][];
            present = 0;
            octets = 0;
        }
        if (octets + plaintext.length > MOST_OCTETS) {
            return Optional.empty();
        }
        parts[fragment.number() - 1] = plaintext;
        present++;
        octets += plaintext.length;
        if (fragment.number() == 1) {
            firstInner = fragment.firstInner();
            associated = before;
        }
        return present == parts.length ? Optional.of(whole()) : Optional.empty();
    }

    private Whole whole() {
        byte[] all = new byte[octets];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return new Whole(firstInner, associated, all);
    }

    /** A message in one piece: the type of its first payload, what preceded that, and all payloads. */
    static final class Whole {
        private final int firstInner;
        private final byte[] associated;
        private final byte[] plaintext;

        Whole(int firstInner, byte[] associated, byte[] plaintext) {
            this.firstInner = firstInner;
            this.associated = associated;
            this.plaintext = plaintext;
        }

        int firstInner() {
            return firstInner;
        }

        /** Of the first fragment. */
        byte[] associated() {
            return associated;
        }

        byte[] plaintext() {
            return plaintext;
        }
    }
}
