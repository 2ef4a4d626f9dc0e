package io.secureconnect.core.ike.session;

import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.IkeFault;
import java.time.Instant;

/**
 * What an IKE SA knows and waits for. Each state holds what is known by then; processing a message leads to the next one,
 * which may be the same.
 */
interface SaState {
    /** Procedure, side and exchange. */
    String name();

    /** The response to the outstanding request, authentic and legal. */
    SaState response(Inbound response, Instant now);

    /** The next request of the peer, authentic and legal. */
    SaState request(Inbound request, ExchangeForm form, Instant now);

    /** The outstanding request was never answered. */
    SaState givenUp(Instant now);

    /** A message was authentic and broke the rules so that nothing can be built on it. */
    SaState broken(IkeFault fault, Instant now);

    /** Wipes what is secret and gives back what was set aside. */
    void forget();
}
