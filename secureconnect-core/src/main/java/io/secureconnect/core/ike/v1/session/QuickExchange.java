package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.exchange.LocalWindow;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.core.ike.v1.exchange.LastMessages;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.informational.Notice;
import io.secureconnect.core.ike.v1.quickmode.AgreedSas;
import io.secureconnect.core.ike.v1.quickmode.QuickModeInitiator;
import io.secureconnect.core.ike.v1.quickmode.QuickModeResponder;
import io.secureconnect.spi.Datagram;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One quick mode: its messages, repeated until they are answered, and its child. When it is over it is kept for a while, for a
 * peer that repeats itself because it has not got the last message.
 */
final class QuickExchange {
    /** From this many unanswered messages on, the peer is asked whether it still knows the ISAKMP SA. */
    private static final int DOUBTFUL = 4;

    /** How long a commit bit holds back what this end sends, if the peer says no more of it. */
    private static final Duration COMMITTING = Duration.ofSeconds(2);

    /**
     * How long this end goes on sending by the child that is replaced, after the last message: implementations are known that
     * receive by the new one only when they have worked on that.
     */
    private static final Duration SWITCHING = Duration.ofSeconds(1);

    private final Association session;
    private final IsakmpSa sa;
    private final IsakmpTerms terms;
    private final @Nullable QuickModeInitiator initiating;
    private final @Nullable QuickModeResponder responding;
    private final Optional<Wish> wish;
    private final Moment begun;
    private final LocalWindow window;
    private final LastMessages last = new LastMessages();
    private @Nullable Child child;
    private int transmissions;
    private boolean over;

    private QuickExchange(
            Association session,
            IsakmpSa sa,
            IsakmpTerms terms,
            @Nullable QuickModeInitiator initiating,
            @Nullable QuickModeResponder responding,
            Optional<Wish> wish,
            Instant now) {
        this.session = session;
        this.sa = sa;
        this.terms = terms;
        this.initiating = initiating;
        this.responding = responding;
        this.wish = wish;
        this.begun = session.moment(now);
        this.window = session.window();
    }

    static QuickExchange initiate(
            Association session, IsakmpSa sa, IsakmpTerms terms, QuickModeInitiator mode, Wish wish, Instant now) {
        return new QuickExchange(session, sa, terms, mode, null, Optional.of(wish), now);
    }

    static QuickExchange respond(
            Association session, IsakmpSa sa, IsakmpTerms terms, QuickModeResponder mode, Instant now) {
        return new QuickExchange(session, sa, terms, null, mode, Optional.empty(), now);
    }

    IsakmpSa sa() {
        return sa;
    }

    /** What this host began it for; empty if the peer began it. */
    Optional<Wish> wish() {
        return wish;
    }

    boolean isInitiator() {
        return initiating != null;
    }

    Moment begun() {
        return begun;
    }

    boolean isOver() {
        return over;
    }

    Optional<Child> child() {
        return Optional.ofNullable(child);
    }

    boolean isOf(IsakmpSa other, int messageId) {
        return sa == other && messageId() == messageId;
    }

    private int messageId() {
        return initiating != null ? initiating.messageId() : responding == null ? 0 : responding.messageId();
    }

    /** Whether this host waits for the answer to its first message. */
    boolean isUnanswered() {
        return !over && initiating != null;
    }

    void start(Instant now) {
        if (initiating != null) {
            follow(initiating.start(now), Optional.empty(), now);
        }
    }

    /** Takes a message of its message id; false if it counts for nothing. */
    boolean receive(byte[] octets, Datagram datagram, Instant now) {
        if (last.isRepeated(octets)) {
            last.repeated(octets).ifPresent(this::transmit);
            if (session.timers().runs(Timer.SWITCH, this)) {
                session.timers().start(Timer.SWITCH, this, now.plus(SWITCHING)); // it had not come before
            }
            return true;
        }
        if (initiating != null && initiating.isConnected(octets)) {
            session.heard(sa, datagram, now);
            connected(now);
            return true;
        }
        if (over) {
            return false;
        }
        Step<AgreedSas> step = initiating != null ? initiating.receive(octets, now) : respond(octets, now);
        if (step.kind() == Step.Kind.IGNORED) {
            return false;
        }
        session.heard(sa, datagram, now);
        follow(step, Optional.of(octets), now);
        return true;
    }

    private Step<AgreedSas> respond(byte[] octets, Instant now) {
        return Objects.requireNonNull(responding, "responding").receive(octets, now);
    }

    private void follow(Step<AgreedSas> step, Optional<byte[]> received, Instant now) {
        window.answered();
        switch (step.kind()) {
            case IGNORED -> {}
            case CONTINUED -> {
                step.result().ifPresent(agreed -> open(agreed, now));
                step.send().ifPresent(message -> {
                    received.ifPresent(octets -> last.answered(octets, message));
                    transmissions = 1;
                    window.sent(transmit(message), now);
                });
            }
            case DONE -> {
                over = true;
                boolean commit = step.result().filter(AgreedSas::commit).isPresent();
                if (child == null) {
                    step.result().ifPresent(agreed -> open(agreed, now));
                }
                step.send().ifPresent(message -> {
                    received.ifPresent(octets -> last.answered(octets, message));
                    transmit(message);
                });
                session.quickModes().done(this, now);
                child().ifPresent(made -> made.done(session.moment(now)));
                boolean replaces = session.children().serving().isPresent();
                if (commit || isInitiator() && replaces) {
                    session.timers()
                            .start(
                                    commit ? Timer.COMMIT : Timer.SWITCH,
                                    this,
                                    now.plus(commit ? COMMITTING : SWITCHING));
                } else {
                    serve(now);
                }
            }
            case FAILED -> {
                over = true;
                step.send().ifPresent(message -> {
                    received.ifPresent(octets -> last.answered(octets, message));
                    transmit(message);
                });
                session.quickModes().failed(this, step.fault().orElseThrow(), now);
            }
        }
    }

    private void open(AgreedSas agreed, Instant now) {
        child = session.children()
                .open(
                        agreed,
                        terms.childParameters(),
                        agreed.udpEncapsulated() ? sa.link().template() : Optional.empty(),
                        begun,
                        now);
    }

    /** The peer is ready for what its commit bit held back. */
    void connected(Instant now) {
        if (session.timers().runs(Timer.COMMIT, this)) {
            serve(now);
        }
    }

    /** The peer has the last message: it says something that it would not say otherwise. */
    void confirmed(Instant now) {
        if (session.timers().runs(Timer.SWITCH, this)) {
            serve(now);
        }
    }

    /** This end sends by it from now on. */
    void serve(Instant now) {
        session.timers().stop(Timer.COMMIT, this);
        session.timers().stop(Timer.SWITCH, this);
        if (child != null && session.children().has(child)) {
            session.children().serve(child, now);
            session.upkeep().served(this, now);
        } else {
            wish.ifPresent(session.upkeep()::wish); // it went before it served
        }
    }

    boolean isRefusedBy(Notice.Refusal refusal) {
        return !over && initiating != null && initiating.isRefusedBy(refusal);
    }

    private List<Bytes> transmit(Bytes message) {
        return session.transmit(sa.link(), sa.fragments(), sa.peer(), message);
    }

    /** Repeats what is not answered, or gives it up, if that is due. */
    void wake(Instant now) {
        switch (window.due(now)) {
            case REPEAT -> {
                session.transmit(sa.link(), window.outstanding());
                transmissions++;
                if (isInitiator() && transmissions == DOUBTFUL) {
                    session.doubt(sa, begun, now);
                }
            }
            case GIVE_UP -> {
                window.answered();
                over = true;
                session.quickModes().givenUp(this, now);
            }
            case NOTHING -> {}
        }
    }

    Optional<Instant> dueAt() {
        return window.dueAt();
    }

    /** Lets it come to nothing, if it has not come to something. */
    void drop() {
        window.answered();
        over = true;
        close();
    }

    void close() {
        if (initiating != null) {
            initiating.close();
        }
        if (responding != null) {
            responding.close();
        }
    }

    /** The SPI set aside for it, if no SA was installed with it. */
    Optional<Spi> unusedSpi() {
        return initiating != null && child == null ? Optional.of(initiating.inbound()) : Optional.empty();
    }
}
