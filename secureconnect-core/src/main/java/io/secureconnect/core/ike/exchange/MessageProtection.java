package io.secureconnect.core.ike.exchange;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.crypto.MessageCipher;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.v2.EncryptedFrame;
import io.secureconnect.core.ike.wire.v2.IkeMessage;
import io.secureconnect.core.ike.wire.v2.MessageHead;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.Payload.Encrypted;
import io.secureconnect.core.ike.wire.v2.Payload.EncryptedFragment;
import io.secureconnect.core.ike.wire.v2.PayloadChain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The encrypted payload of one IKE SA in both directions, whole or in fragments (RFC 7296 §3.14, RFC 7383). */
public final class MessageProtection implements AutoCloseable {
    /** No message is too large. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private final MessageCipher outbound;
    private final MessageCipher inbound;
    private @Nullable Reassembly reassembly;

    /** Takes both ciphers over. */
    public MessageProtection(MessageCipher outbound, MessageCipher inbound) {
        this.outbound = outbound;
        this.inbound = inbound;
    }

    /**
     * Encrypts a message.
     *
     * @param limit the most octets of one message; a larger one goes in fragments
     */
    public Sealed seal(MessageHead head, List<Payload> payloads, int limit) {
        byte[] plaintext = PayloadChain.encode(payloads);
        int firstInner = PayloadChain.firstType(payloads);
        int body = outbound.sealedLength(plaintext.length);
        byte[] associated = EncryptedFrame.associated(head, firstInner, body);
        Bytes transcript = transcript(associated, plaintext);
        if (associated.length + body <= limit) {
            Bytes message = Bytes.wrap(EncryptedFrame.join(associated, outbound.seal(associated, plaintext)));
            return new Sealed(List.of(message), transcript);
        }
        return new Sealed(fragments(head, firstInner, plaintext, limit), transcript);
    }

    private List<Bytes> fragments(MessageHead head, int firstInner, byte[] plaintext, int limit) {
        int most = outbound.plaintextCapacity(limit - EncryptedFrame.FRAGMENT_OCTETS);
        if (most <= 0) {
            throw new IllegalArgumentException("fragments of " + limit + " octets have no room for content");
        }
        int total = (plaintext.length + most - 1) / most;
        List<Bytes> messages = new ArrayList<>();
        for (int number = 1; number <= total; number++) {
            byte[] part = Arrays.copyOfRange(plaintext, (number - 1) * most, Math.min(number * most, plaintext.length));
            int body = outbound.sealedLength(part.length);
            byte[] associated = EncryptedFrame.associatedOfFragment(head, firstInner, number, total, body);
            messages.add(Bytes.wrap(EncryptedFrame.join(associated, outbound.seal(associated, part))));
        }
        return messages;
    }

    /**
     * Decrypts a message, or adds a fragment to those that are there.
     *
     * @param octets of the message, without a non-ESP marker
     * @param message what they were decoded to
     * @param fragments whether fragments were agreed on
     */
    public Opened open(byte[] octets, IkeMessage message, boolean fragments) {
        List<Payload> outer = message.payloads();
        if (outer.isEmpty()) {
            return Opened.without(Opened.Verdict.FORGED, "the message is not encrypted");
        }
        Payload last = outer.get(outer.size() - 1);
        if (last.kind() == Payload.Kind.ENCRYPTED) {
            return openWhole(octets, (Encrypted) last);
        }
        if (last.kind() == Payload.Kind.ENCRYPTED_FRAGMENT && fragments) {
            return openFragment(octets, message.head(), (EncryptedFragment) last);
        }
        return Opened.without(Opened.Verdict.FORGED, "the message is not encrypted");
    }

    private Opened openWhole(byte[] octets, Encrypted encrypted) {
        byte[] associated = EncryptedFrame.associatedOf(octets, encrypted.body().length());
        Optional<byte[]> plaintext = inbound.open(associated, encrypted.body().toArray());
        return plaintext
                .map(p -> decoded(encrypted.firstInner(), p, associated))
                .orElseGet(() -> Opened.without(Opened.Verdict.FORGED, "the message is not authentic"));
    }

    private Opened openFragment(byte[] octets, MessageHead head, EncryptedFragment fragment) {
        if (!Reassembly.isLegal(fragment)) {
            return Opened.without(Opened.Verdict.FORGED, "fragment " + fragment.number() + " of " + fragment.total());
        }
        Reassembly whole = reassemblyOf(head);
        if (!whole.wants(fragment)) {
            return Opened.without(Opened.Verdict.FORGED, "the fragment is there already");
        }
        byte[] associated = EncryptedFrame.associatedOf(octets, fragment.body().length());
        Optional<byte[]> plaintext = inbound.open(associated, fragment.body().toArray());
        if (plaintext.isEmpty()) {
            return Opened.without(Opened.Verdict.FORGED, "the fragment is not authentic");
        }
        reassembly = whole;
        Optional<Reassembly.Whole> complete = whole.add(fragment, associated, plaintext.get());
        if (complete.isEmpty()) {
            Opened.Verdict part = fragment.number() == 1 ? Opened.Verdict.FIRST_FRAGMENT : Opened.Verdict.FRAGMENT;
            return Opened.without(part, "other fragments are missing");
        }
        reassembly = null;
        return decoded(
                complete.get().firstInner(),
                complete.get().plaintext(),
                complete.get().associated());
    }

    private Reassembly reassemblyOf(MessageHead head) {
        Reassembly current = reassembly;
        return current != null && current.isOf(head.messageId(), head.response())
                ? current
                : new Reassembly(head.messageId(), head.response());
    }

    private static Opened decoded(int firstInner, byte[] plaintext, byte[] associated) {
        try {
            return Opened.whole(PayloadChain.decode(firstInner, plaintext), transcript(associated, plaintext));
        } catch (DecodeException e) {
            return Opened.without(Opened.Verdict.MALFORMED, e.getMessage());
        }
    }

    private static Bytes transcript(byte[] associated, byte[] plaintext) {
        return Bytes.wrap(EncryptedFrame.join(EncryptedFrame.intermediate(associated, plaintext.length), plaintext));
    }

    @Override
    public void close() {
        outbound.close();
        inbound.close();
        reassembly = null;
    }
}
