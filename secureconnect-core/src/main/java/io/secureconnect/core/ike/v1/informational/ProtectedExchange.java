package io.secureconnect.core.ike.v1.informational;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.v1.exchange.IvChain;
import io.secureconnect.core.ike.v1.keys.Cookies;
import io.secureconnect.core.ike.v1.keys.QuickModeHashes;
import io.secureconnect.core.ike.v1.mainmode.PhaseOne;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage.Part;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.wire.DecodeException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The messages of one exchange of phase 2: encrypted, each with the IV that the one before it left, and vouched for by a HASH
 * payload in front (RFC 2409 §5.5, appendix B). A message that is not authentic leaves no trace. For one thread.
 */
public final class ProtectedExchange {
    private static final int LENGTH_AT = 24;

    /**
     * A block of AES. Nobody vouches for padding, and its last block is the next IV: whoever could append as much as he likes
     * would bring both ends out of step.
     */
    private static final int MOST_PADDING = 16;

    private final PhaseOne phaseOne;
    private final ExchangeType type;
    private final int messageId;
    private final IvChain chain;
    private final QuickModeHashes hashes;

    public ProtectedExchange(PhaseOne phaseOne, ExchangeType type, int messageId) {
        this.phaseOne = phaseOne;
        this.type = type;
        this.messageId = messageId;
        this.chain = phaseOne.chain(messageId);
        this.hashes = new QuickModeHashes(phaseOne.prf(), phaseOne.keys().skeyidA(), messageId);
    }

    /**
     * An authentic message.
     *
     * @param commit the C flag, for which nobody vouches
     * @param parts behind HASH
     */
    public record Opened(boolean commit, List<Part> parts) {
        public Opened {
            parts = List.copyOf(parts);
        }
    }

    public int messageId() {
        return messageId;
    }

    /** What the HASH payloads hold. */
    public QuickModeHashes hashes() {
        return hashes;
    }

    /**
     * A message, ready to be sent.
     *
     * @param hash makes HASH's content of the octets behind it
     * @param rest what is behind HASH
     */
    public Bytes seal(UnaryOperator<byte[]> hash, List<IsakmpPayload> rest) {
        byte[] content = hash.apply(IsakmpCodec.encodeChain(rest));
        List<IsakmpPayload> payloads = new ArrayList<>(List.of(new IsakmpPayload.Hash(Bytes.wrap(content))));
        payloads.addAll(rest);
        return chain.seal(head(), payloads);
    }

    private IsakmpHead head() {
        Cookies cookies = phaseOne.cookies();
        return new IsakmpHead(
                cookies.initiator(),
                cookies.responder(),
                IsakmpHead.IKEV1,
                type.number(),
                true,
                false,
                false,
                messageId);
    }

    /**
     * Opens a message of this exchange; empty if it is none, or nobody vouches for it: then the IV stays what it was.
     *
     * @param hash makes, of the octets behind HASH, what HASH must hold
     */
    public Optional<Opened> open(byte[] message, UnaryOperator<byte[]> hash) {
        try {
            IsakmpHead head = IsakmpCodec.peek(message);
            if (!isOfThis(head) || ByteBuffer.wrap(message).getInt(LENGTH_AT) != message.length) {
                return Optional.empty();
            }
            List<Part> parts = chain.open(message).parts();
            if (message.length - IsakmpHead.OCTETS - octets(parts).length > MOST_PADDING) {
                return Optional.empty();
            }
            return authentic(parts, hash).map(rest -> {
                chain.accept();
                return new Opened(head.commit(), rest);
            });
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private boolean isOfThis(IsakmpHead head) {
        Cookies cookies = phaseOne.cookies();
        return head.initiatorCookie() == cookies.initiator()
                && head.responderCookie() == cookies.responder()
                && head.version() >>> 4 == IsakmpHead.IKEV1 >>> 4
                && head.exchangeType() == type.number()
                && head.encrypted()
                && head.messageId() == messageId;
    }

    /** What is behind HASH, if that is in front and holds. */
    private static Optional<List<Part>> authentic(List<Part> parts, UnaryOperator<byte[]> hash) {
        if (parts.isEmpty() || parts.get(0).payload().kind() != IsakmpPayload.Kind.HASH) {
            return Optional.empty();
        }
        List<Part> rest = parts.subList(1, parts.size());
        byte[] expected = hash.apply(octets(rest));
        byte[] found = ((IsakmpPayload.Hash) parts.get(0).payload()).data().toArray();
        return MessageDigest.isEqual(expected, found) ? Optional.of(rest) : Optional.empty();
    }

    /** As they came, generic headers and all; what a peer pads with is none of it. */
    private static byte[] octets(List<Part> parts) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        parts.forEach(p -> octets.writeBytes(p.whole().toArray()));
        return octets.toByteArray();
    }
}
