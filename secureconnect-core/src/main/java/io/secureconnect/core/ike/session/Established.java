package io.secureconnect.core.ike.session;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.IkeFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Both ends are authenticated: what is left is SK_d, and at most one procedure of this host at a time. */
final class Established implements SaState {
    private static final int MOST_EARLY = 8;

    private final IkeSa sa;
    private final IkeProposal proposal;
    private final SecretBytes skD;
    private @Nullable Procedure active;
    private @Nullable RemoteIkeRekeying remoteRekeying;
    private @Nullable Procedure next;
    private List<Spi> deletedEarly = List.of();
    private boolean replaced;

    /** Takes {@code skD} over. */
    Established(IkeSa sa, IkeProposal proposal, SecretBytes skD) {
        this.sa = sa;
        this.proposal = proposal;
        this.skD = skD;
    }

    IkeSa sa() {
        return sa;
    }

    Conversation session() {
        return sa.session();
    }

    IkeProposal proposal() {
        return proposal;
    }

    Prf prf() {
        return session().context().crypto().prf(proposal.prf());
    }

    SecretBytes skD() {
        return skD;
    }

    /** Whether another IKE SA took, or takes, its place. */
    boolean isReplaced() {
        return replaced;
    }

    void replaced() {
        replaced = true;
    }

    /** What this host is doing, of a kind. */
    <T extends Procedure> Optional<T> active(Class<T> kind) {
        return kind.isInstance(active) ? Optional.of(kind.cast(active)) : Optional.empty();
    }

    /** The peer's rekeying of this SA, while it is not settled. */
    Optional<RemoteIkeRekeying> remoteRekeying() {
        return Optional.ofNullable(remoteRekeying);
    }

    void remoteRekeying(@Nullable RemoteIkeRekeying rekeying) {
        remoteRekeying = rekeying;
    }

    boolean isFree() {
        return active == null && sa.localWindow().isFree();
    }

    /** The peer deleted a child that this host does not know, maybe because the response that made it is late. */
    void deletedEarly(Spi outbound) {
        if (active != null && deletedEarly.size() < MOST_EARLY) {
            deletedEarly =
                    Stream.concat(deletedEarly.stream(), Stream.of(outbound)).collect(Collectors.toUnmodifiableList());
        }
    }

    boolean isDeletedEarly(Spi outbound) {
        return deletedEarly.contains(outbound);
    }

    /** Begins a procedure as soon as this SA has time. */
    void beginNext(Procedure procedure) {
        next = procedure;
    }

    /** Begins what waits for this SA alone. */
    void beginWaiting(Instant now) {
        Procedure waiting = next;
        if (waiting != null && isFree()) {
            next = null;
            begin(waiting, now);
        }
    }

    /** Begins a procedure, if it still is of use. */
    void begin(Procedure procedure, Instant now) {
        Optional<Request> request = procedure.begin(this, now);
        if (request.isEmpty()) {
            procedure.forget(session());
            return;
        }
        active = procedure;
        deletedEarly = List.of();
        sa.send(request.get(), now);
    }

    /** Lets the procedure come to nothing; its response, which still may come, means nothing. */
    void dropActive() {
        if (active != null) {
            active.forget(session());
        }
        active = null;
    }

    /** This SA goes, the session goes on: so does what was under way. */
    void interrupt(Instant now) {
        if (active != null) {
            active.interrupted(session(), now);
        }
        dropActive();
    }

    @Override
    public String name() {
        return active == null ? "Idle" : active.state();
    }

    @Override
    public SaState response(Inbound response, Instant now) {
        Procedure procedure = active;
        if (procedure == null) {
            return this;
        }
        Optional<Request> further = procedure.response(this, response.received(), now);
        if (further.isPresent() && active == procedure) {
            sa.send(further.get(), now);
        } else if (active == procedure) {
            active = null;
            procedure.forget(session());
        }
        return this;
    }

    @Override
    public SaState request(Inbound request, ExchangeForm form, Instant now) {
        RemoteRequests.process(this, request, form, now);
        return this;
    }

    @Override
    public SaState givenUp(Instant now) {
        if (replaced || sa != session().current()) {
            session().ikeSas().drop(sa, now);
            return this;
        }
        return session().peerDied();
    }

    @Override
    public SaState broken(IkeFault fault, Instant now) {
        return session().fail(fault);
    }

    @Override
    public void forget() {
        dropActive();
        if (remoteRekeying != null) {
            remoteRekeying.close();
        }
        remoteRekeying = null;
        skD.close();
    }
}
