package io.secureconnect.core.ike.v1.session;

import io.secureconnect.core.ike.session.SessionTimes;
import java.util.Optional;

/**
 * Children that both ends made at about the same time, each without knowing of the other's. Each end sends by the one that
 * became ready last at that end, which need not be the same; so neither may take one away from the other. Both stay until a
 * younger one surely replaces both.
 */
final class Twins {
    private Twins() {}

    /** Whether the peer, too, takes {@code younger} for the younger one, and so sends by it once it can. */
    static boolean isSurelyOlder(Child old, Child younger, SessionTimes times) {
        if (old.isInitiator() == younger.isInitiator()) {
            return old.begun().isBefore(younger.begun()); // one end makes one after the other
        }
        Optional<Moment> done = old.done().filter(d -> d.isBefore(younger.begun()));
        // What the peer began without knowing of the old one may have come late, for it is repeated.
        return done.isPresent()
                && (younger.isInitiator()
                        || done.get()
                                .at()
                                .plus(times.awaitedDelete())
                                .isBefore(younger.begun().at()));
    }
}
