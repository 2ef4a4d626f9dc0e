package io.secureconnect.core.keying.ike;

import io.secureconnect.core.ike.auth.Authenticator;
import io.secureconnect.core.ike.host.PeerWish;
import io.secureconnect.core.ike.rules.IkeFault;
import java.util.Optional;

/** One kind of authentication, with the credentials that an embedder hands out. */
interface Proofs {
    /** What proves the two ends of {@code wish} now, or why nothing does. */
    Proof of(PeerWish wish);

    /** Stands for the credentials that hold now, without being one; see {@link
     * io.secureconnect.core.ike.host.TermsSource#credentials}. */
    Object mark(PeerWish wish);

    /** One of the two. */
    record Proof(Optional<Authenticator.Factory> factory, Optional<IkeFault> fault) {
        static Proof of(Authenticator.Factory factory) {
            return new Proof(Optional.of(factory), Optional.empty());
        }

        static Proof none(IkeFault fault) {
            return new Proof(Optional.empty(), Optional.of(fault));
        }
    }
}
