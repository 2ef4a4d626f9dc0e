package io.secureconnect.core.ike.session;

import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.List;

/** A request to be sent under an IKE SA. */
record Request(ExchangeForm form, List<Payload> payloads) {
    Request {
        payloads = List.copyOf(payloads);
    }
}
