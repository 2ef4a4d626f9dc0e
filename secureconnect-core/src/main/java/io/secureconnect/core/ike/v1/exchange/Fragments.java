package io.secureconnect.core.ike.v1.exchange;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.registry.PayloadType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Fragment;
import io.secureconnect.core.ike.wire.DecodeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Messages in pieces, with one peer, in both directions: the form that implementations agree on and no RFC describes (MS-IKEE
 * §2.2.3). Nobody vouches for a piece, so few of them are kept, the oldest give way, and what they make up is worth no more
 * than any other message that comes. For one thread at a time.
 */
public final class Fragments {
    /** Messages that a peer may have under way at once. */
    private static final int MOST_MESSAGES = 3;

    private static final int MOST_PIECES = 64;
    private static final int MOST_OCTETS = 64 * 1024;

    /** Octets of an ISAKMP header and of what is before the data of a piece. */
    private static final int OVERHEAD = IsakmpHead.OCTETS + 8;

    private static final int MOST_IDS = 0xffff;

    private final Deque<Pieces> arriving = new ArrayDeque<>(MOST_MESSAGES);
    private int lastId;

    /** Whether {@code message} is a piece of another one, by the type of its first payload. */
    public static boolean isFragment(byte[] message) {
        try {
            return IsakmpCodec.firstType(message) == PayloadType.FRAGMENT.number();
        } catch (DecodeException e) {
            return false;
        }
    }

    /**
     * Takes a piece.
     *
     * @param message of which {@link #isFragment} holds
     * @return the whole message with its own header, if this was the last piece missing
     */
    public Optional<byte[]> add(byte[] message) {
        Optional<Fragment> fragment = only(message);
        if (fragment.isEmpty() || fragment.get().number() > MOST_PIECES) {
            return Optional.empty();
        }
        Pieces pieces = of(fragment.get().id());
        pieces.add(fragment.get());
        Optional<byte[]> whole = pieces.whole();
        if (whole.isPresent()) {
            arriving.remove(pieces);
        }
        while (octets() > MOST_OCTETS) {
            arriving.removeFirst();
        }
        return whole;
    }

    private static Optional<Fragment> only(byte[] message) {
        try {
            IsakmpMessage decoded = IsakmpCodec.decode(message);
            return decoded.parts().size() == 1
                    ? Optional.of((Fragment) decoded.parts().get(0).payload())
                    : Optional.empty();
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private Pieces of(int id) {
        for (Pieces pieces : arriving) {
            if (pieces.id() == id) {
                return pieces;
            }
        }
        if (arriving.size() == MOST_MESSAGES) {
            arriving.removeFirst();
        }
        Pieces pieces = new Pieces(id);
        arriving.addLast(pieces);
        return pieces;
    }

    private int octets() {
        return arriving.stream().mapToInt(Pieces::octets).sum();
    }

    /**
     * A message as it is sent to a peer that takes pieces ({@link PeerAbilities#fragmentation}).
     *
     * @param limit the most octets of a message that need no fragmentation by IP
     * @return the message itself if it is within the limit
     */
    public List<Bytes> divide(Bytes message, int limit) {
        int room = limit - OVERHEAD;
        if (message.length() <= limit || room <= 0) {
            return List.of(message);
        }
        lastId = lastId % MOST_IDS + 1;
        byte[] octets = message.toArray();
        IsakmpHead head = head(octets);
        List<Bytes> divided = new ArrayList<>();
        for (int from = 0; from < octets.length; from += room) {
            int to = Math.min(octets.length, from + room);
            IsakmpPayload piece =
                    new Fragment(lastId, divided.size() + 1, to == octets.length, Bytes.copyOf(octets, from, to));
            divided.add(Bytes.wrap(IsakmpCodec.encode(head, List.of(piece))));
        }
        return divided;
    }

    /** Whatever is divided, its pieces look like messages of main mode in clear, which is what all peers take. */
    private static IsakmpHead head(byte[] message) {
        try {
            IsakmpHead whole = IsakmpCodec.peek(message);
            return new IsakmpHead(
                    whole.initiatorCookie(),
                    whole.responderCookie(),
                    whole.version(),
                    ExchangeType.MAIN_MODE.number(),
                    false,
                    false,
                    false,
                    0);
        } catch (DecodeException e) {
            throw new IllegalArgumentException("no message of ISAKMP, so nothing to divide: " + e.getMessage(), e);
        }
    }
}
