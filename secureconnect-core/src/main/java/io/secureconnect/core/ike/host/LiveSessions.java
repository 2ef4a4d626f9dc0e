package io.secureconnect.core.ike.host;

import io.secureconnect.core.ike.session.IkeSession;
import io.secureconnect.core.ike.session.PeerSession;
import io.secureconnect.core.ike.session.PeerTerms;
import io.secureconnect.core.ike.session.SessionContext;
import io.secureconnect.spi.UdpEndpoint;
import java.util.function.Function;
import java.util.function.Supplier;

/** The sessions of {@link IkeSession}: each keeps the terms it began with. */
final class LiveSessions implements SessionFactory {
    private final SessionContext context;
    private final TermsSource terms;

    LiveSessions(SessionContext context, TermsSource terms) {
        this.context = context;
        this.terms = terms;
    }

    @Override
    public Made initiate(Supplier<PeerWish> wish, UdpEndpoint local, UdpEndpoint remote) {
        return made(wish, terms -> IkeSession.initiate(context, terms, local, remote));
    }

    @Override
    public Made respond(Supplier<PeerWish> wish, UdpEndpoint local, UdpEndpoint remote) {
        return made(wish, terms -> IkeSession.respond(context, terms, local, remote));
    }

    private Made made(Supplier<PeerWish> wish, Function<PeerTerms, PeerSession> session) {
        TermsSource.Terms now = terms.of(wish.get());
        return now.fault()
                .map(Made::none)
                .orElseGet(() -> Made.of(session.apply(now.terms().orElseThrow())));
    }
}
