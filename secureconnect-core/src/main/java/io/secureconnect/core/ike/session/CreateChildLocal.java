package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.task.AgreedChild;
import io.secureconnect.core.ike.task.ChildLocal;
import io.secureconnect.core.ike.task.Outcome;
import io.secureconnect.core.ike.task.Received;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A child, made by CREATE_CHILD_SA because there is none (RFC 7296 §1.3.1). */
final class CreateChildLocal implements Procedure {
    private static final int MOST_RESTARTS = 3;

    private @Nullable ChildLocal task;
    private int restarts;

    @Override
    public String state() {
        return "CreateChildLocalCreate";
    }

    @Override
    public Optional<Request> begin(Established sa, Instant now) {
        Conversation session = sa.session();
        if (session.children().serving().isPresent()) {
            return Optional.empty();
        }
        Optional<Spi> spi = session.reserveSpi();
        if (spi.isEmpty()) {
            session.outbox().failed(InitLocalAuth.noSpi(session));
            return Optional.empty();
        }
        task = ChildLocal.byItself(
                session.context().crypto(),
                session.context().random(),
                session.childTerms(session.terms().perfectForwardSecrecy()
                        || !session.terms().childWithAuthentication()),
                spi.get(),
                Optional.empty());
        return Optional.of(request(task));
    }

    private static Request request(ChildLocal task) {
        return new Request(ExchangeForm.NEW_CHILD, task.build());
    }

    @Override
    public Optional<Request> response(Established sa, Received response, Instant now) {
        ChildLocal local = task;
        Conversation session = sa.session();
        if (local == null) {
            return Optional.empty();
        }
        if (restarts < MOST_RESTARTS && local.restarts(response)) {
            restarts++;
            return Optional.of(request(local));
        }
        if (response.says(NotifyType.TEMPORARY_FAILURE)) {
            session.later(Timer.CREATE_CHILD, session, now);
            return Optional.empty();
        }
        Outcome<AgreedChild> agreed = local.process(response);
        if (!agreed.isRefused()) {
            task = null;
            local.close();
            if (sa.isDeletedEarly(agreed.value().outbound())) {
                session.releaseSpi(local.inbound());
                agreed.value().close();
                return Optional.empty();
            }
            Children.Made made = session.make(agreed.value(), sa);
            session.children().install(made, now);
            session.children().others(made.child()).forEach(c -> session.redundant(c, now));
            return Optional.empty();
        }
        session.outbox().failed(agreed.refusal().fault());
        if (ChildLocal.isMadeBy(response)) {
            task = null;
            local.close();
            session.enqueue(DeleteChildLocal.unwanted(local.inbound()));
        }
        return Optional.empty();
    }

    @Override
    public void interrupted(Conversation session, Instant now) {
        if (task != null) {
            session.enqueueFirst(DeleteChildLocal.unwanted(task.inbound()));
            task.close();
            task = null;
        }
        session.later(Timer.CREATE_CHILD, session, now);
    }

    @Override
    public void forget(Conversation session) {
        if (task != null) {
            session.releaseSpi(task.inbound());
            task.close();
        }
        task = null;
    }
}
