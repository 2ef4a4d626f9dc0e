package io.secureconnect.core.ike.v1.informational;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.MessageIds;
import io.secureconnect.core.ike.v1.mainmode.PhaseOne;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.spi.RandomSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The informational exchanges under one ISAKMP SA: one message each, with a message id and an IV of its own, that nobody answers
 * (RFC 2408 §4.8, RFC 2409 §5.7). For one thread.
 */
public final class Informational {
    private final PhaseOne phaseOne;
    private final MessageIds ids;

    /** @param phaseOne lent */
    public Informational(PhaseOne phaseOne, RandomSource random) {
        this.phaseOne = phaseOne;
        this.ids = new MessageIds(random);
    }

    /**
     * What came in.
     *
     * @param notices in their order, but last that the ISAKMP SA itself is deleted, since nothing can be answered under it any
     *     more, and of questions whether this end lives the first only, so that one message has one answer; empty if nobody vouches for the message
     * @param fault why the message changes nothing
     */
    public record Opened(List<Notice> notices, Optional<IkeFault> fault) {
        public Opened {
            notices = List.copyOf(notices);
        }

        public boolean isAuthentic() {
            return fault.isEmpty();
        }
    }

    /** The message ids of the ISAKMP SA, those of its quick modes among them. */
    public MessageIds messageIds() {
        return ids;
    }

    /** One protected message, whole. */
    public Bytes seal(List<Notice> notices) {
        ProtectedExchange exchange = new ProtectedExchange(phaseOne, ExchangeType.INFORMATIONAL, ids.draw());
        List<IsakmpPayload> payloads =
                notices.stream().map(n -> n.payload(phaseOne.cookies())).collect(Collectors.toUnmodifiableList());
        return exchange.seal(exchange.hashes()::informational, payloads);
    }

    /** The same with one notice. */
    public Bytes seal(Notice notice) {
        return seal(List.of(notice));
    }

    /** Opens a message that the header says to be informational and of this ISAKMP SA; one that was opened before says nothing. */
    public Opened open(byte[] message) {
        Optional<IsakmpHead> head = head(message);
        if (head.isEmpty() || !head.get().encrypted()) {
            return ignored("nobody vouches for it, since it came in clear");
        }
        int id = head.get().messageId();
        if (ids.isUsed(id)) {
            return ignored("its message id " + Integer.toHexString(id) + " was used before");
        }
        ProtectedExchange exchange = new ProtectedExchange(phaseOne, ExchangeType.INFORMATIONAL, id);
        return exchange.open(message, exchange.hashes()::informational)
                .map(opened -> {
                    ids.use(id);
                    return new Opened(notices(opened), Optional.empty());
                })
                .orElseGet(() -> ignored("its HASH does not hold (RFC 2409 §5.7)"));
    }

    private List<Notice> notices(ProtectedExchange.Opened opened) {
        List<Notice> notices = new ArrayList<>(Notice.of(opened.parts()));
        Optional<Notice> question =
                notices.stream().filter(Informational::isAnswered).findFirst();
        notices.removeIf(n -> isAnswered(n) && n != question.orElseThrow());
        notices.sort(Comparator.comparing(this::endsThis));
        return notices;
    }

    private static boolean isAnswered(Notice notice) {
        return notice.kind() == Notice.Kind.LIVENESS && !((Notice.Liveness) notice).acknowledgement();
    }

    private boolean endsThis(Notice notice) {
        return notice.kind() == Notice.Kind.ISAKMP_DELETED
                && ((Notice.IsakmpDeleted) notice).cookies().contains(phaseOne.cookies());
    }

    /**
     * What an informational message in clear says is wrong, for which nobody vouches: worth remembering as the likely reason if
     * nothing better comes, and worth nothing else.
     */
    public static Optional<Notice.Refusal> hint(byte[] message) {
        try {
            return Notice.of(IsakmpCodec.decode(message).parts()).stream()
                    .filter(n -> n.kind() == Notice.Kind.REFUSAL)
                    .map(n -> (Notice.Refusal) n)
                    .findFirst();
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private static Optional<IsakmpHead> head(byte[] message) {
        try {
            return Optional.of(IsakmpCodec.peek(message));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private static Opened ignored(String why) {
        return new Opened(
                List.of(),
                Optional.of(new IkeFault(
                        NegotiationFailure.PROTOCOL_ERROR,
                        OptionalInt.empty(),
                        "an informational message changes nothing: " + why)));
    }
}
