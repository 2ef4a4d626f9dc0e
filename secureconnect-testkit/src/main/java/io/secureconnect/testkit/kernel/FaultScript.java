package io.secureconnect.testkit.kernel;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.testkit.kernel.BackendFault.Crash;
import io.secureconnect.testkit.kernel.BackendFault.Crash.Moment;
import io.secureconnect.testkit.kernel.BackendFault.LoseEvents;
import io.secureconnect.testkit.kernel.BackendFault.Refuse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faults of one backend that are still to come. */
final class FaultScript {
    private final Map<Long, ErrorCode> refusals = new HashMap<>();
    private final Map<Long, Moment> crashes = new HashMap<>();
    private long changes;
    private int eventsToLose;
    private boolean lossTold = true;

    void add(BackendFault fault) {
        switch (fault.kind()) {
            case REFUSE:
                Refuse refuse = (Refuse) fault;
                refusals.put(changes + refuse.change(), refuse.code());
                break;
            case CRASH:
                Crash crash = (Crash) fault;
                crashes.put(changes + crash.change(), crash.moment());
                break;
            case LOSE_EVENTS:
                eventsToLose += ((LoseEvents) fault).events();
                lossTold = false;
                break;
        }
    }

    /** Counts one more change; the code with which it shall be refused, if any. */
    Optional<ErrorCode> nextChange() {
        changes++;
        return Optional.ofNullable(refusals.remove(changes));
    }

    /** Dies if that is asked for now. */
    void at(Moment moment, BackendChange change) {
        if (crashes.get(changes) == moment) {
            throw new SimulatedCrash(moment + " change " + changes + ": " + change);
        }
    }

    /** What listeners hear of {@code event}. */
    List<BackendEvent> heard(BackendEvent event) {
        if (eventsToLose == 0) {
            return List.of(event);
        }
        eventsToLose--;
        List<BackendEvent> heard = new ArrayList<>();
        if (!lossTold) {
            lossTold = true;
            heard.add(new BackendEvent.EventsLost());
        }
        return heard;
    }
}
