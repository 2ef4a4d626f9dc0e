package io.secureconnect.core.ike.host;

import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import java.util.Optional;

/** As {@link TermsSource}, for IKEv1. */
@FunctionalInterface
public interface IsakmpTermsSource {
    /** The terms of a main mode or quick mode that begins now, or why there can be none. */
    Terms of(PeerWish wish);

    /**
     * One of the two.
     *
     * @param terms for a session
     * @param fault why there are none
     */
    record Terms(Optional<IsakmpTerms> terms, Optional<IkeFault> fault) {
        public static Terms of(IsakmpTerms terms) {
            return new Terms(Optional.of(terms), Optional.empty());
        }

        public static Terms none(IkeFault fault) {
            return new Terms(Optional.empty(), Optional.of(fault));
        }
    }
}
