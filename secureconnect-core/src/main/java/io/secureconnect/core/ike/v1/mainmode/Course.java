package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.LastMessages;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.keys.Cookies;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.wire.DecodeException;
import java.util.Optional;

/** One main mode from stage to stage, the same for both sides: repeated messages, strays and refusals never reach a stage. */
final class Course implements AutoCloseable {
    /** As often is a peer told what is wrong with its messages; it may well be told in vain. */
    private static final int MOST_REFUSALS = 4;

    private static final int MAJOR_VERSION = IsakmpHead.IKEV1 >>> 4;

    private final Negotiation negotiation;
    private final LastMessages answers = new LastMessages();
    private final LastMessages refusals = new LastMessages();
    private Stage stage = new Over();
    private int refused;

    Course(Negotiation negotiation) {
        this.negotiation = negotiation;
    }

    Negotiation negotiation() {
        return negotiation;
    }

    void begin(Stage first) {
        stage = first;
    }

    String state() {
        return stage.awaited() == 0 ? " is over" : " awaits message " + stage.awaited();
    }

    Step<PhaseOne> take(Progress progress) {
        stage = progress.next();
        return progress.step();
    }

    Step<PhaseOne> receive(byte[] message, Arrival arrival) {
        if (answers.isRepeated(message)) {
            // an initiator repeats itself when it has waited long enough
            return Step.repeated(negotiation.isInitiator() ? Optional.empty() : answers.repeated(message));
        }
        if (refusals.isRepeated(message)) {
            return Step.repeated(refusals.repeated(message));
        }
        try {
            IsakmpHead head = IsakmpCodec.peek(message);
            Optional<IkeFault> stray = stray(head);
            if (stray.isPresent()) {
                return stage.awaited() == 1 ? refuse(head, stray.get()) : Step.ignored(stray.get());
            }
            return head.exchangeType() == ExchangeType.INFORMATIONAL.number()
                    ? informational(message, head)
                    : remembered(message, take(stage.on(message, arrival)));
        } catch (DecodeException e) {
            return Step.ignored(Faults.stray(e.getMessage()));
        }
    }

    /** No main mode has begun, so nothing is kept; who asks for another mode is told that there is none. */
    private Step<PhaseOne> refuse(IsakmpHead head, IkeFault stray) {
        close();
        if (head.exchangeType() != ExchangeType.AGGRESSIVE.number() || head.initiatorCookie() == 0) {
            return Step.failed(Optional.empty(), stray);
        }
        negotiation.isCalled(head.initiatorCookie());
        IkeFault fault = Faults.of(
                NegotiationFailure.PROTOCOL_ERROR,
                NotifyType.UNSUPPORTED_EXCHANGE_TYPE,
                "the peer begins aggressive mode, which shows its identity to everybody and is never answered; let it use"
                        + " main mode");
        return Step.failed(Refusals.clear(negotiation, fault), fault);
    }

    /** Why a message is none of this main mode's. */
    private Optional<IkeFault> stray(IsakmpHead head) {
        boolean informational = head.exchangeType() == ExchangeType.INFORMATIONAL.number();
        if (head.version() >>> 4 != MAJOR_VERSION) {
            return Optional.of(Faults.stray("major version " + (head.version() >>> 4) + " is not " + MAJOR_VERSION));
        }
        if (!informational && (head.exchangeType() != ExchangeType.MAIN_MODE.number() || head.messageId() != 0)) {
            return Optional.of(Faults.stray(ExchangeType.text(head.exchangeType()) + " with message id "
                    + Integer.toHexString(head.messageId()) + " where main mode is going on"));
        }
        if (informational && stage.awaited() <= 1) {
            return Optional.of(Faults.stray("an informational exchange without main mode"));
        }
        if (!isOurs(head, informational)) {
            return Optional.of(Faults.stray("the cookies are not those of this main mode (RFC 2408 section 5.2)"));
        }
        return Optional.empty();
    }

    /** A cookie that this end has not heard of is whatever the peer says now; who refuses message 1 may have none. */
    private boolean isOurs(IsakmpHead head, boolean informational) {
        Cookies known = negotiation.cookies();
        boolean first = stage.awaited() == 1;
        boolean second = stage.awaited() == 2;
        boolean initiator = first ? head.initiatorCookie() != 0 : head.initiatorCookie() == known.initiator();
        boolean responder;
        if (first) {
            responder = head.responderCookie() == 0;
        } else if (second) {
            responder = head.responderCookie() != 0 || informational;
        } else {
            responder = head.responderCookie() == known.responder();
        }
        return initiator && responder;
    }

    private Step<PhaseOne> informational(byte[] message, IsakmpHead head) {
        if (!head.encrypted()) {
            return Refusals.inClear(message, negotiation, stage.awaited())
                    .map(this::hinted)
                    .orElseGet(() -> Step.ignored(Faults.stray("an informational exchange that tells of no error")));
        }
        Optional<Protection> protection = stage.protection();
        if (protection.isEmpty()) {
            return Step.ignored(Faults.stray("an encrypted informational exchange before there are keys"));
        }
        Refusals.Sealed sealed = Refusals.open(message, protection.get(), negotiation, stage.awaited());
        if (sealed.error().isPresent()) {
            close();
            return Step.failed(Optional.empty(), sealed.error().get());
        }
        return sealed.authentic() || !negotiation.isPreShared()
                ? Step.ignored(Faults.stray("an informational exchange that tells of no error of main mode"))
                : hinted(
                        Faults.unauthenticated("the peer answered message 5 of main mode with what does not decrypt, so"
                                + " its pre-shared key is probably another one; give both ends keys of one organization and one"
                                + " epoch"));
    }

    private Step<PhaseOne> hinted(IkeFault fault) {
        negotiation.heard(fault);
        return Step.ignored(fault);
    }

    private Step<PhaseOne> remembered(byte[] message, Step<PhaseOne> step) {
        boolean ignored = step.kind() == Step.Kind.IGNORED;
        if (step.kind() == Step.Kind.CONTINUED || step.kind() == Step.Kind.DONE) {
            negotiation.goesOn();
        }
        step.fault().filter(fault -> ignored && fault.notifyType().isPresent()).ifPresent(negotiation::found);
        if (step.send().isEmpty()) {
            return step;
        }
        if (!ignored) {
            answers.answered(message, step.send().get());
            return step;
        }
        if (refused == MOST_REFUSALS) {
            return Step.ignored(step.fault().orElseThrow());
        }
        refused++;
        refusals.answered(message, step.send().get());
        return step;
    }

    @Override
    public void close() {
        stage.close();
        stage = new Over();
    }
}
