package io.secureconnect.core.ike.host;

import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.PeerTerms;
import java.util.Optional;

/** From what policy wants to what a session needs: adds the credentials that hold at the moment. */
public interface TermsSource {
    /** The terms of a negotiation that begins now, or why there can be none. */
    Terms of(PeerWish wish);

    /**
     * What stands for the credentials that hold now. An IKE SA that was made under another one, compared by {@code equals}, is
     * to be made anew. Holds no secret.
     */
    Object credentials(PeerWish wish);

    /**
     * One of the two.
     *
     * @param terms for a session
     * @param fault why there are none
     */
    record Terms(Optional<PeerTerms> terms, Optional<IkeFault> fault) {
        public static Terms of(PeerTerms terms) {
            return new Terms(Optional.of(terms), Optional.empty());
        }

        public static Terms none(IkeFault fault) {
            return new Terms(Optional.empty(), Optional.of(fault));
        }
    }
}
