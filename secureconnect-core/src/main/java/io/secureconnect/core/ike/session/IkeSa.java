package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.exchange.LocalWindow;
import io.secureconnect.core.ike.exchange.MessageProtection;
import io.secureconnect.core.ike.exchange.Opened;
import io.secureconnect.core.ike.exchange.RemoteWindow;
import io.secureconnect.core.ike.exchange.Sealed;
import io.secureconnect.core.ike.keys.IkeKeys;
import io.secureconnect.core.ike.keys.SpiPair;
import io.secureconnect.core.ike.registry.ExchangeType;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.FaultTable;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.rules.MessageRules;
import io.secureconnect.core.ike.rules.Reaction;
import io.secureconnect.core.ike.task.Notices;
import io.secureconnect.core.ike.task.Refusal;
import io.secureconnect.core.ike.wire.v2.IkeMessage;
import io.secureconnect.core.ike.wire.v2.MessageCodec;
import io.secureconnect.core.ike.wire.v2.MessageHead;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.spi.Datagram;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One IKE SA: its SPIs, its windows, the protection of its messages, and the state they lead it through. */
final class IkeSa {
    private final Conversation session;
    private final boolean initiator;
    private final long localSpi;
    private long remoteSpi;
    private final LocalWindow localWindow;
    private final RemoteWindow remoteWindow = new RemoteWindow(0);
    private @Nullable MessageProtection protection;
    private @Nullable ExchangeForm outstanding;
    private boolean fragments;
    private boolean forgotten;
    private SaState state = Ended.STATE;

    /** @param initiator whether this host began the exchange that makes the SA */
    IkeSa(Conversation session, boolean initiator, long localSpi, long remoteSpi) {
        this.session = session;
        this.initiator = initiator;
        this.localSpi = localSpi;
        this.remoteSpi = remoteSpi;
        this.localWindow = new LocalWindow(
                session.context().times().retransmission(), session.context().random(), 0);
    }

    Conversation session() {
        return session;
    }

    boolean isInitiator() {
        return initiator;
    }

    long localSpi() {
        return localSpi;
    }

    long remoteSpi() {
        return remoteSpi;
    }

    void remoteSpi(long spi) {
        remoteSpi = spi;
    }

    SpiPair spis() {
        return initiator ? new SpiPair(localSpi, remoteSpi) : new SpiPair(remoteSpi, localSpi);
    }

    LocalWindow localWindow() {
        return localWindow;
    }

    RemoteWindow remoteWindow() {
        return remoteWindow;
    }

    SaState state() {
        return state;
    }

    /** The next state; once the SA was forgotten, there is none. */
    void become(SaState next) {
        if (forgotten) {
            next.forget();
        } else {
            state = next;
        }
    }

    Optional<Established> established() {
        return state instanceof Established ? Optional.of((Established) state) : Optional.empty();
    }

    boolean hasFragments() {
        return fragments;
    }

    void agreeOnFragments(boolean agreed) {
        fragments = agreed;
    }

    /** Messages are protected by these keys from now on. */
    void protect(IkeKeys keys) {
        if (protection != null) {
            protection.close();
        }
        protection = new MessageProtection(
                keys.cipher(session.context().crypto(), initiator),
                keys.cipher(session.context().crypto(), !initiator));
    }

    // --- what goes out

    MessageHead head(ExchangeForm form, boolean response, int messageId) {
        SpiPair spis = spis();
        return new MessageHead(
                spis.initiator(),
                spis.responder(),
                MessageHead.IKEV2,
                form.type().number(),
                initiator,
                false,
                response,
                messageId);
    }

    /** Sends a protected request; returns what IKE_INTERMEDIATE authenticates of it. */
    Bytes send(Request request, Instant now) {
        Sealed sealed = seal(head(request.form(), false, localWindow.messageId()), request.payloads());
        outstanding = request.form();
        localWindow.sent(sealed.messages(), now);
        transmit(sealed.messages());
        return sealed.transcript();
    }

    /** Sends a request whose answer nobody waits for, since the SA ends here. */
    void sendLast(List<Payload> payloads) {
        transmit(seal(head(ExchangeForm.INFORMATIONAL, false, localWindow.messageId()), payloads)
                .messages());
    }

    /** Answers the request at hand. */
    Bytes respond(ExchangeForm form, MessageHead request, List<Payload> payloads) {
        Sealed sealed = seal(head(form, true, request.messageId()), payloads);
        remoteWindow.answered(sealed.messages());
        transmit(sealed.messages());
        return sealed.transcript();
    }

    private Sealed seal(MessageHead head, List<Payload> payloads) {
        int limit = fragments ? session.link().messageLimit() : MessageProtection.UNLIMITED;
        return Objects.requireNonNull(protection, "protection").seal(head, payloads, limit);
    }

    void transmit(List<Bytes> messages) {
        messages.forEach(session::transmit);
    }

    // --- what comes in

    void receive(byte[] octets, IkeMessage message, Datagram datagram, Instant now) {
        if (state instanceof Unprotected) {
            become(((Unprotected) state).receive(octets, message, now));
            return;
        }
        MessageHead head = message.head();
        if (head.initiator() == initiator) {
            return; // a message of this host, come back
        }
        if (head.response()) {
            if (localWindow.isAnsweredBy(head.messageId()) && isOutstanding(head.exchangeType())) {
                openResponse(octets, message, datagram, now);
            }
            return;
        }
        switch (remoteWindow.place(head.messageId(), octets)) {
            case NEW -> openRequest(octets, message, datagram, now);
            case REPEATED -> transmit(remoteWindow.response());
            case OUTSIDE -> {} // RFC 7296 §2.3: ignored
        }
    }

    private boolean isOutstanding(int exchangeType) {
        return outstanding != null && outstanding.type().number() == exchangeType;
    }

    private Opened open(byte[] octets, IkeMessage message) {
        MessageProtection held = protection;
        return held == null || message.head().exchangeType() == ExchangeType.IKE_SA_INIT.number()
                ? Opened.forged("the message is not encrypted")
                : held.open(octets, message, fragments);
    }

    private void openResponse(byte[] octets, IkeMessage message, Datagram datagram, Instant now) {
        Opened opened = open(octets, message);
        if (opened.verdict() != Opened.Verdict.FORGED) {
            session.isHeardFrom(datagram, now);
        }
        ExchangeForm form = Objects.requireNonNull(outstanding, "outstanding");
        if (opened.verdict() == Opened.Verdict.MALFORMED) {
            localWindow.answered();
            become(state.broken(Refusal.malformed(opened.why()).fault(), now));
        } else if (opened.verdict() == Opened.Verdict.WHOLE) {
            localWindow.answered();
            Optional<IkeFault> fault = MessageRules.inner(form, true, opened.payloads());
            become(
                    fault.isPresent()
                            ? state.broken(fault.get(), now)
                            : state.response(new Inbound(message.head(), opened.payloads(), opened.transcript()), now));
        }
    }

    private void openRequest(byte[] octets, IkeMessage message, Datagram datagram, Instant now) {
        Opened opened = open(octets, message);
        if (opened.verdict() == Opened.Verdict.FORGED) {
            return;
        }
        session.isHeardFrom(datagram, now);
        if (isFirstPart(message)) {
            remoteWindow.received(octets);
        }
        MessageHead head = message.head();
        if (opened.verdict() == Opened.Verdict.MALFORMED) {
            refuse(
                    head,
                    ExchangeForm.INFORMATIONAL,
                    Refusal.malformed(opened.why()).fault(),
                    opened.payloads(),
                    now);
        } else if (opened.verdict() == Opened.Verdict.WHOLE) {
            Optional<ExchangeForm> form = ExchangeForm.ofRequest(head.exchangeType(), opened.payloads());
            Optional<IkeFault> fault = form.flatMap(f -> MessageRules.inner(f, false, opened.payloads()));
            if (form.isEmpty() || fault.isPresent()) {
                refuse(
                        head,
                        form.orElse(ExchangeForm.INFORMATIONAL),
                        fault.orElseGet(
                                () -> Refusal.malformed("an unknown exchange").fault()),
                        opened.payloads(),
                        now);
            } else {
                become(state.request(new Inbound(head, opened.payloads(), opened.transcript()), form.get(), now));
            }
        }
    }

    private static boolean isFirstPart(IkeMessage message) {
        Payload last = message.payloads().get(message.payloads().size() - 1);
        return last.kind() != Payload.Kind.ENCRYPTED_FRAGMENT || ((Payload.EncryptedFragment) last).number() == 1;
    }

    private void refuse(MessageHead head, ExchangeForm form, IkeFault fault, List<Payload> payloads, Instant now) {
        Payload notice =
                FaultTable.notification(fault, payloads).orElseGet(() -> Notices.of(NotifyType.INVALID_SYNTAX));
        MessageHead answer = new MessageHead(
                head.initiatorSpi(),
                head.responderSpi(),
                MessageHead.IKEV2,
                head.exchangeType(),
                initiator,
                false,
                true,
                head.messageId());
        Sealed sealed = seal(answer, List.of(notice));
        remoteWindow.answered(sealed.messages());
        transmit(sealed.messages());
        if (FaultTable.reaction(form, true, false, fault) == Reaction.REPLY_AND_CLOSE) {
            become(state.broken(fault, now));
        }
    }

    // --- time

    /** Repeats the outstanding request, or gives it up, if that is due. */
    void wake(Instant now) {
        if (forgotten) {
            return;
        }
        LocalWindow.Due due = localWindow.due(now);
        boolean refused = state instanceof InitLocalSaInit && ((InitLocalSaInit) state).isHinted();
        if (due == LocalWindow.Due.GIVE_UP || due == LocalWindow.Due.REPEAT && refused) {
            localWindow.answered();
            become(state.givenUp(now));
        } else if (due == LocalWindow.Due.REPEAT) {
            transmit(localWindow.outstanding());
        }
    }

    /** Wipes all that is secret. */
    void forget() {
        forgotten = true;
        state.forget();
        state = Ended.STATE;
        if (protection != null) {
            protection.close();
        }
        protection = null;
    }

    /** A message in clear, as IKE_SA_INIT is. */
    static Bytes encode(MessageHead head, List<Payload> payloads) {
        return Bytes.wrap(MessageCodec.encode(new IkeMessage(head, payloads)));
    }
}
