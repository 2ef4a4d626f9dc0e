package io.secureconnect.core.ike.session;

import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.task.Deletes;
import io.secureconnect.core.ike.task.Received;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** This host deletes an IKE SA (RFC 7296 §1.4.1): one that was replaced, or the last one and with it the session. */
final class DeleteIkeLocal implements Procedure {
    private boolean rekeyed;

    @Override
    public String state() {
        return rekeyed ? "RekeyIkeLocalDelete" : "DeleteIkeLocalDelete";
    }

    @Override
    public Optional<Request> begin(Established sa, Instant now) {
        rekeyed = sa.isReplaced();
        return Optional.of(new Request(ExchangeForm.INFORMATIONAL, List.of(Deletes.ike())));
    }

    @Override
    public Optional<Request> response(Established sa, Received response, Instant now) {
        sa.session().ikeSas().deleted(sa, now);
        return Optional.empty();
    }

    @Override
    public void forget(Conversation session) {
        // holds nothing
    }
}
