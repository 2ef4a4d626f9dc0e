package io.secureconnect.core.ike.session;

import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.task.Received;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** This host asks whether the peer lives (RFC 7296 §2.4). Any answer will do. */
final class LivenessLocal implements Procedure {
    @Override
    public String state() {
        return "LivenessLocalInform";
    }

    @Override
    public Optional<Request> begin(Established sa, Instant now) {
        return Optional.of(new Request(ExchangeForm.INFORMATIONAL, List.of()));
    }

    @Override
    public Optional<Request> response(Established sa, Received response, Instant now) {
        return Optional.empty();
    }

    @Override
    public void forget(Conversation session) {
        // holds nothing
    }
}
