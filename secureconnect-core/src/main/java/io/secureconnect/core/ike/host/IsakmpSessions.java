package io.secureconnect.core.ike.host;

import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import io.secureconnect.core.ike.v1.session.IsakmpContext;
import io.secureconnect.core.ike.v1.session.IsakmpSession;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The sessions of {@link IsakmpSession}: each serves its path for good, and asks for the terms whenever it needs them. */
final class IsakmpSessions implements SessionFactory {
    private final Function<IkePorts, IsakmpContext> contexts;
    private final IsakmpTermsSource terms;

    /** @param contexts of sessions that are spoken on the given ports */
    IsakmpSessions(Function<IkePorts, IsakmpContext> contexts, IsakmpTermsSource terms) {
        this.contexts = contexts;
        this.terms = terms;
    }

    @Override
    public Made initiate(Supplier<PeerWish> wish, UdpEndpoint local, UdpEndpoint remote) {
        return able(wish)
                .orElseGet(() -> Made.of(IsakmpSession.initiate(
                        context(wish), source(wish), wish.get().path(), local, remote)));
    }

    @Override
    public Made respond(Supplier<PeerWish> wish, UdpEndpoint local, UdpEndpoint remote) {
        return able(wish)
                .orElseGet(() -> Made.of(IsakmpSession.respond(
                        context(wish), source(wish), wish.get().path(), local, remote)));
    }

    private Optional<Made> able(Supplier<PeerWish> wish) {
        return terms.of(wish.get()).fault().map(Made::none);
    }

    private IsakmpContext context(Supplier<PeerWish> wish) {
        return contexts.apply(wish.get().ikePorts());
    }

    private IsakmpTerms.Source source(Supplier<PeerWish> wish) {
        return () -> terms.of(wish.get()).terms();
    }
}
