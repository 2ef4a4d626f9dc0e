package io.secureconnect.core.ike.session;

import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.IkeFault;
import java.time.Instant;

/** Nothing comes any more. */
final class Ended implements SaState {
    static final Ended STATE = new Ended();

    private Ended() {}

    @Override
    public String name() {
        return "Ended";
    }

    @Override
    public SaState response(Inbound response, Instant now) {
        return this;
    }

    @Override
    public SaState request(Inbound request, ExchangeForm form, Instant now) {
        return this;
    }

    @Override
    public SaState givenUp(Instant now) {
        return this;
    }

    @Override
    public SaState broken(IkeFault fault, Instant now) {
        return this;
    }

    @Override
    public void forget() {
        // holds nothing
    }
}
