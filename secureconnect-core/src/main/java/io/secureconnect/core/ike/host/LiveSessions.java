package io.secureconnect.core.ike.host;

import io.secureconnect.core.ike.session.IkeSession;
import io.secureconnect.core.ike.session.PeerSession;
import io.secureconnect.core.ike.session.PeerTerms;
import io.secureconnect.core.ike.session.SessionContext;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The sessions of {@link IkeSession}: each keeps the terms it began with. */
final class LiveSessions implements SessionFactory {
    private final Function<IkePorts, SessionContext> contexts;
    private final TermsSource terms;

    /** @param contexts of sessions that are spoken on the given ports */
    LiveSessions(Function<IkePorts, SessionContext> contexts, TermsSource terms) {
        this.contexts = contexts;
        this.terms = terms;
    }

    @Override
    public Made initiate(Supplier<PeerWish> wish, UdpEndpoint local, UdpEndpoint remote) {
        return made(wish, (context, terms) -> IkeSession.initiate(context, terms, local, remote));
    }

    @Override
    public Made respond(Supplier<PeerWish> wish, UdpEndpoint local, UdpEndpoint remote) {
        return made(wish, (context, terms) -> IkeSession.respond(context, terms, local, remote));
    }

    private Made made(Supplier<PeerWish> wish, BiFunction<SessionContext, PeerTerms, PeerSession> session) {
        PeerWish wanted = wish.get();
        TermsSource.Terms now = terms.of(wanted);
        return now.fault()
                .map(Made::none)
                .orElseGet(() -> Made.of(session.apply(
                        contexts.apply(wanted.ikePorts()), now.terms().orElseThrow())));
    }
}
