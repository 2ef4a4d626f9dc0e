package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendEvent.Acquire;
import io.secureconnect.spi.BackendEvent.ChangedByOthers;
import io.secureconnect.spi.BackendEvent.Expired;
import io.secureconnect.windows.wfp.FilterChange;
import io.secureconnect.windows.wfp.NetEvent;
import io.secureconnect.windows.wfp.NetEventPayload;
import io.secureconnect.windows.wfp.SaContextChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the news of Windows mean. Called by threads of Windows, several at a time. */
final class EventDecoder {
    /** A path whose packets are held back is told again after this time, while they go on. */
    static final Duration AGAIN = Duration.ofSeconds(30);

    private final Watchlist watchlist;
    private final IpsecActivity activity = new IpsecActivity();
    private final Map<HostPair, Instant> told = new ConcurrentHashMap<>();

    EventDecoder(Watchlist watchlist) {
        this.watchlist = watchlist;
    }

    /** A packet of ours that was held back for want of an SA asks for one; what IPsec fails at is told, whosever it is. */
    Optional<BackendEvent> on(NetEvent event) {
        if (!(event.payload() instanceof NetEventPayload.ClassifyDrop drop)) {
            return activity.on(event);
        }
        return watchlist
                .holdingBack(drop.filterId())
                .filter(path -> isNews(path, event.header().time()))
                .map(Acquire::new);
    }

    private boolean isNews(HostPair path, Instant now) {
        Instant last = told.get(path);
        boolean news = last == null || now.isBefore(last) || !now.isBefore(last.plus(AGAIN));
        if (news) {
            told.put(path, now);
        }
        return news;
    }

    /** SAs were wanted for this path no longer than until now. */
    void served(HostPair path) {
        told.remove(path);
    }

    /** A context that we did not delete is gone: Windows has ended its SAs, or somebody else has. */
    List<BackendEvent> on(SaContextChange change) {
        List<BackendEvent> events = new ArrayList<>();
        if (change.changeType() == SaContextChange.DELETE) {
            watchlist.forgetContext(change.saContextId()).ifPresent(pair -> {
                pair.outboundId().ifPresent(id -> events.add(new Expired(id, true)));
                pair.inboundId().ifPresent(id -> events.add(new Expired(id, true)));
                if (pair.outbound().isPresent()) { // and no gate stands in its place
                    events.add(new ChangedByOthers("SA context " + pair.id() + " of " + pair.path() + " is gone"));
                }
            });
        }
        return events;
    }

    /** A filter that we did not delete is gone. */
    Optional<BackendEvent> on(FilterChange change) {
        return change.changeType() == FilterChange.DELETE
                ? watchlist
                        .lost(change.filterId())
                        .map(label -> new ChangedByOthers("our filter '" + label.text() + "' " + change.filterKey()
                                + " was deleted by somebody else"))
                : Optional.empty();
    }
}
