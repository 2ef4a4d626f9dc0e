package io.secureconnect.core.ike.session;

import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.wire.v2.IkeMessage;
import java.time.Instant;

/** A state of IKE_SA_INIT, in which messages are in clear and prove nothing. */
interface Unprotected extends SaState {
    /** Takes a message that the peer, or anybody, has sent. */
    SaState receive(byte[] octets, IkeMessage message, Instant now);

    @Override
    default SaState response(Inbound response, Instant now) {
        return this;
    }

    @Override
    default SaState request(Inbound request, ExchangeForm form, Instant now) {
        return this;
    }

    @Override
    default SaState broken(IkeFault fault, Instant now) {
        return this;
    }
}
